import { useState } from "react";
import type { DossierImilo } from "@/gen/passemploi/portefeuille/v1/beneficiaire_pb";
import { commun } from "@/i18n/fr/commun";
import { texteErreur } from "@/i18n/fr/erreurs";
import { ajout } from "@/i18n/fr/portefeuille";
import { lireErreur, type Erreur } from "@/platform/erreurs";
import { Bouton, BoutonLien } from "@/ui/Bouton";
import { Champ } from "@/ui/Champ";
import { Consigne, Formulaire } from "@/ui/Formulaire";
import { GardeSaisie } from "@/ui/GardeSaisie";
import { SousTitre } from "@/ui/SousTitre";
import { Consignes } from "@/ui/Tuiles";
import { useLireDossier } from "../api";
import { verifierNumeroDossier } from "../saisie";
import { RefusDossier } from "./RefusDossier";

const CHAMP = "ajout-numero";

export function EtapeNumero({
  numero,
  connu,
  revenu,
  onNumero,
  onLu,
}: {
  numero: string;
  /** What the field held when the page opened. */
  connu: string;
  /** Back from the next step: the title takes the focus. */
  revenu: boolean;
  onNumero: (numero: string) => void;
  onLu: (dossier: DossierImilo) => void;
}) {
  const textes = ajout.milo;
  const lire = useLireDossier();
  const [erreur, setErreur] = useState<string>();
  const [refus, setRefus] = useState<Erreur>();

  function signaler(message: string) {
    setErreur(message);
    document.getElementById(CHAMP)?.focus();
  }

  function envoyer() {
    setRefus(undefined);
    const verdict = verifierNumeroDossier(numero);
    if (verdict) return signaler(verdict);
    lire.mutate(numero.trim(), {
      onSuccess: ({ dossier }) => dossier && onLu(dossier),
      onError: (cause) => {
        const lue = lireErreur(cause);
        if (lue.genre === "a_corriger") signaler(texteErreur(lue).texte);
        else setRefus(lue);
      },
    });
  }

  return (
    <Formulaire
      onEnvoyer={envoyer}
      actions={
        <>
          <Bouton type="submit" occupe={lire.isPending}>
            {lire.isPending ? textes.lecture : textes.valider}
          </Bouton>
          <BoutonLien genre="secondaire" vers="/portefeuille">
            {commun.annuler}
          </BoutonLien>
        </>
      }
    >
      <GardeSaisie active={numero.trim() !== connu} />
      <SousTitre annonce={revenu}>{textes.titreNumero}</SousTitre>
      <Consignes etapes={textes.consignes} />
      <Consigne>{commun.champsObligatoires}</Consigne>
      {refus && <RefusDossier key={lire.submittedAt} erreur={refus} />}
      <Champ
        id={CHAMP}
        libelle={textes.numero}
        aide={textes.aideNumero}
        obligatoire
        valeur={numero}
        erreur={erreur}
        onChange={(valeur) => {
          setErreur(undefined);
          onNumero(valeur);
        }}
      />
    </Formulaire>
  );
}
