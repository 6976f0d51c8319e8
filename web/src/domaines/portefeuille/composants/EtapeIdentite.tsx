import { useState } from "react";
import { Dispositif } from "@/gen/passemploi/identite/v1/structure_pb";
import {
  EtatCompte,
  type DossierImilo,
} from "@/gen/passemploi/portefeuille/v1/beneficiaire_pb";
import { commun } from "@/i18n/fr/commun";
import { dispositifs as nomsDispositifs, dispositifsLongs } from "@/i18n/fr/identite";
import { ajout } from "@/i18n/fr/portefeuille";
import { jourLisible } from "@/platform/dates";
import { lireErreur, type Erreur } from "@/platform/erreurs";
import { Alerte, Encart } from "@/ui/Alerte";
import { Bouton } from "@/ui/Bouton";
import { BoutonsRadio, Interrupteur, premierChoix } from "@/ui/Choix";
import { Bloc, Definitions } from "@/ui/Definitions";
import { Dialogue } from "@/ui/Dialogue";
import { Consigne, Formulaire } from "@/ui/Formulaire";
import { GardeSaisie } from "@/ui/GardeSaisie";
import { SousTitre } from "@/ui/SousTitre";
import { Consignes } from "@/ui/Tuiles";
import { useCreerParDossier, useLireDossier } from "../api";
import { useCleCreation } from "../cleCreation";
import type { Ajout } from "./AvisPortefeuille";
import { RefusDossier } from "./RefusDossier";

interface Proprietes {
  dossier: DossierImilo;
  dispositifs: Dispositif[];
  onRafraichi: (dossier: DossierImilo) => void;
  onAutreNumero: () => void;
  onCree: (ajout: Ajout) => void;
}

const CHAMP_DISPOSITIF = "ajout-dispositif";

export function EtapeIdentite(proprietes: Proprietes) {
  const { dossier } = proprietes;
  const textes = ajout.milo;
  const { champs } = textes;
  const definitions = [
    { cle: "numero", terme: champs.numero, valeur: dossier.numero },
    { cle: "prenom", terme: champs.prenom, valeur: dossier.prenom },
    { cle: "nom", terme: champs.nom, valeur: dossier.nom },
    {
      cle: "naissance",
      terme: champs.naissance,
      valeur: dossier.dateNaissance ? jourLisible(dossier.dateNaissance) : textes.nonRenseigne,
    },
    {
      cle: "code-postal",
      terme: champs.codePostal,
      valeur: dossier.codePostal ?? textes.nonRenseigne,
    },
    { cle: "email", terme: champs.email, valeur: dossier.email ?? textes.nonRenseigne },
  ];
  return (
    <>
      <SousTitre key={dossier.email} annonce>
        {textes.titreIdentite}
      </SousTitre>
      <Bloc titre={textes.identite}>
        <Definitions definitions={definitions} />
      </Bloc>
      {dossier.email === undefined ? (
        <SansEmail {...proprietes} />
      ) : (
        <Creation {...proprietes} />
      )}
    </>
  );
}

function SansEmail({ dossier, onRafraichi, onAutreNumero }: Proprietes) {
  const textes = ajout.milo;
  const lire = useLireDossier();
  return (
    <>
      <Alerte gravite="error" titre={textes.sansEmail.titre} annoncee>
        <p>{textes.sansEmail.texte}</p>
      </Alerte>
      <Consignes etapes={textes.sansEmail.consignes} />
      {lire.isError && <RefusDossier key={lire.submittedAt} erreur={lireErreur(lire.error)} />}
      <Formulaire
        onEnvoyer={() =>
          lire.mutate(dossier.numero, { onSuccess: (r) => r.dossier && onRafraichi(r.dossier) })
        }
        actions={
          <>
            <Bouton type="submit" icone="fr-icon-refresh-line" occupe={lire.isPending}>
              {lire.isPending ? textes.lecture : textes.sansEmail.action}
            </Bouton>
            <Bouton genre="secondaire" onClick={onAutreNumero}>
              {textes.autreNumero}
            </Bouton>
          </>
        }
      >
        {null}
      </Formulaire>
    </>
  );
}

function Creation({ dossier, dispositifs, onRafraichi, onAutreNumero, onCree }: Proprietes) {
  const textes = ajout.milo;
  const { requestId, noterRefus } = useCleCreation();
  const seul = dispositifs.length === 1 ? dispositifs[0] : undefined;
  const [dispositif, setDispositif] = useState(seul);
  const [compteur, setCompteur] = useState(false);
  const [manque, setManque] = useState(false);
  const [lier, setLier] = useState(false);
  const [refus, setRefus] = useState<Erreur>();
  const creer = useCreerParDossier();
  const lire = useLireDossier();
  const cej = dispositif === Dispositif.CEJ;
  const nomComplet = `${dossier.prenom} ${dossier.nom}`;

  function envoyer(surcharge: boolean) {
    setRefus(undefined);
    if (dispositif === undefined) {
      setManque(true);
      document.getElementById(premierChoix(CHAMP_DISPOSITIF))?.focus();
      return;
    }
    creer.mutate(
      { requestId, numero: dossier.numero, dispositif, peutVoirComptage: cej && compteur, surcharge },
      {
        onSuccess: ({ beneficiaireId, etat }) =>
          onCree({
            id: beneficiaireId,
            nom: nomComplet,
            incertain: etat === EtatCompte.CREATION_INCERTAINE,
          }),
        onError: (cause) => {
          const lue = lireErreur(cause);
          noterRefus(lue);
          const aConfirmer = lue.raison === "COMPTE_AUTRE_ML" && !surcharge;
          setLier(aConfirmer);
          // The e-mail was removed in i-milo since the dossier was read.
          if (lue.raison === "DOSSIER_SANS_EMAIL") onRafraichi({ ...dossier, email: undefined });
          else if (!aConfirmer) setRefus(lue);
        },
      },
    );
  }

  function rafraichir() {
    setRefus(undefined);
    lire.mutate(dossier.numero, {
      onSuccess: (r) => r.dossier && onRafraichi(r.dossier),
      onError: (cause) => setRefus(lireErreur(cause)),
    });
  }

  return (
    <Formulaire
      onEnvoyer={() => envoyer(false)}
      actions={
        <>
          <Bouton type="submit" occupe={creer.isPending}>
            {creer.isPending ? ajout.creation : ajout.creer}
          </Bouton>
          <Bouton genre="secondaire" onClick={onAutreNumero}>
            {textes.autreNumero}
          </Bouton>
        </>
      }
    >
      <GardeSaisie active={(dispositif !== seul || compteur) && !creer.isSuccess} />
      <Consigne>{commun.champsObligatoires}</Consigne>
      {refus && <RefusDossier key={`${creer.submittedAt}/${lire.submittedAt}`} erreur={refus} />}
      <BoutonsRadio
        id={CHAMP_DISPOSITIF}
        legende={textes.dispositif}
        obligatoire
        valeur={dispositif}
        erreur={manque ? textes.dispositifRequis : undefined}
        onChange={(choisi) => {
          setManque(false);
          setDispositif(choisi);
        }}
        options={dispositifs.map((valeur) => ({
          valeur,
          libelle: nomsDispositifs[valeur],
          aide: dispositifsLongs[valeur],
        }))}
      />
      {cej && (
        <Interrupteur
          libelle={textes.compteur}
          aide={textes.compteurAide}
          actif={compteur}
          onChange={setCompteur}
        />
      )}
      <Encart titre={textes.notice.titre}>
        <p>{textes.notice.texte}</p>
        <Bouton
          genre="discret"
          petit
          icone="fr-icon-refresh-line"
          occupe={lire.isPending}
          onClick={rafraichir}
        >
          {lire.isPending ? textes.lecture : textes.sansEmail.action}
        </Bouton>
      </Encart>
      <Dialogue
        ouvert={lier}
        titre={textes.lier.titre}
        fermer={commun.annuler}
        confirmer={textes.lier.confirmer}
        occupe={creer.isPending}
        onFermer={() => setLier(false)}
        onConfirmer={() => envoyer(true)}
      >
        <p>{textes.lier.texte(nomComplet)}</p>
      </Dialogue>
    </Formulaire>
  );
}
