import { useState, type ReactNode } from "react";
import { commun } from "@/i18n/fr/commun";
import { texteErreur } from "@/i18n/fr/erreurs";
import { ajout } from "@/i18n/fr/portefeuille";
import { lireErreur, type Erreur } from "@/platform/erreurs";
import { Alerte } from "@/ui/Alerte";
import { Bouton, BoutonLien } from "@/ui/Bouton";
import { Champ } from "@/ui/Champ";
import { CaseACocher, premierChoix } from "@/ui/Choix";
import { Consigne, Formulaire, ResumeErreurs } from "@/ui/Formulaire";
import { GardeSaisie } from "@/ui/GardeSaisie";
import { Lien } from "@/ui/Lien";
import { SousTitre } from "@/ui/SousTitre";
import { useFormulaire } from "@/ui/useFormulaire";
import { useCreerParEmail, useVerifierEmail } from "../api";
import { useCleCreation } from "../cleCreation";
import { EMAIL_MAX, NOM_MAX, verifierEmail, verifierNom } from "../saisie";
import type { Ajout } from "./AvisPortefeuille";

const CHAMPS = ["prenom", "nom", "email", "age"] as const;
type NomChamp = (typeof CHAMPS)[number];

/** The fields that the server names otherwise. */
const NOMS_SERVEUR: Record<string, NomChamp> = { quinze_ans_ou_plus: "age" };
const ATTESTE = "atteste";

const idDe = (champ: NomChamp) => (champ === "age" ? premierChoix("ajout-age") : `ajout-${champ}`);

/** Creation of a person followed by France Travail, a département or Avenir pro. */
export function FormulaireEmail({
  aideEmail,
  attestation,
  onCree,
}: {
  aideEmail: string;
  /** The conseiller attests the age of the person. */
  attestation: boolean;
  onCree: (ajout: Ajout) => void;
}) {
  const textes = ajout.email;
  const { requestId, noterRefus } = useCleCreation();
  const [refus, setRefus] = useState<Erreur>();
  const creer = useCreerParEmail();
  const verification = useVerifierEmail();
  // The fiche of the person who already has this e-mail, when he is mine.
  const [connu, setConnu] = useState<string>();
  const form = useFormulaire<NomChamp>(
    { prenom: "", nom: "", email: "", age: "" },
    {
      prenom: verifierNom,
      nom: verifierNom,
      email: verifierEmail,
      age: (valeur) => (attestation && valeur !== ATTESTE ? textes.ageRequis : undefined),
    },
  );
  const { valeurs } = form;

  /** Errors of a field go beside the field; the others above the form. */
  function montrerRefus(erreur: unknown, envoi: boolean) {
    const lue = lireErreur(erreur);
    const champ = champDe(lue);
    noterRefus(lue);
    if (champ) {
      const { texte } = texteErreur(lue);
      if (lue.raison === "EMAIL_EXISTE_DEJA") setConnu(lue.metadonnees.beneficiaire_id);
      if (envoi) form.refuser({ [champ]: texte });
      else form.signaler(champ, texte);
    } else if (envoi) setRefus(lue);
  }

  function changer(champ: NomChamp, valeur: string) {
    if (champ === "email") setConnu(undefined);
    form.changer(champ, valeur);
  }

  function quitterEmail() {
    // Once sent, the e-mail known by the server may be the one of this very form.
    if (creer.isPending || creer.isSuccess) return;
    if (!form.verifier("email") || valeurs.email.trim() === "") return;
    const verifie = valeurs.email;
    verification.mutate(verifie, { onError: (erreur) => montrerRefus(erreur, false) });
  }

  function envoyer() {
    setRefus(undefined);
    if (!form.valider()) return;
    const { prenom, nom, email, age } = valeurs;
    // An answer still awaited would speak about the person being created.
    verification.reset();
    creer.mutate(
      { requestId, prenom, nom, email, quinzeAnsOuPlus: age === ATTESTE },
      {
        onSuccess: ({ beneficiaireId }) =>
          onCree({
            id: beneficiaireId,
            nom: `${prenom.trim()} ${nom.trim()}`,
            incertain: false,
          }),
        onError: (erreur) => montrerRefus(erreur, true),
      },
    );
  }

  const messageEmail: ReactNode = connu ? (
    <span>
      {form.erreurs.email} <Lien vers={`/beneficiaires/${connu}`}>{textes.voirFiche}</Lien>
    </span>
  ) : (
    form.erreurs.email
  );

  return (
    <Formulaire
      onEnvoyer={envoyer}
      actions={
        <>
          <Bouton type="submit" occupe={creer.isPending}>
            {creer.isPending ? ajout.creation : ajout.creer}
          </Bouton>
          <BoutonLien genre="secondaire" vers="/portefeuille">
            {commun.annuler}
          </BoutonLien>
        </>
      }
    >
      <GardeSaisie active={form.modifie && !creer.isSuccess} />
      <SousTitre>{textes.titre}</SousTitre>
      <Consigne>{commun.champsObligatoires}</Consigne>
      {refus && (
        <Alerte gravite="error" annoncee {...texteErreur(refus)}>
          <p>{texteErreur(refus).texte}</p>
        </Alerte>
      )}
      <ResumeErreurs
        essai={form.essai}
        erreurs={CHAMPS.flatMap((champ) => {
          const message = form.erreurs[champ];
          return message ? [{ champ: idDe(champ), message: `${textes.libelles[champ]} : ${message}` }] : [];
        })}
      />
      <Champ
        id={idDe("prenom")}
        libelle={textes.libelles.prenom}
        obligatoire
        maximum={NOM_MAX}
        valeur={valeurs.prenom}
        erreur={form.erreurs.prenom}
        onChange={(v) => changer("prenom", v)}
        onSortie={() => form.verifier("prenom")}
      />
      <Champ
        id={idDe("nom")}
        libelle={textes.libelles.nom}
        obligatoire
        maximum={NOM_MAX}
        valeur={valeurs.nom}
        erreur={form.erreurs.nom}
        onChange={(v) => changer("nom", v)}
        onSortie={() => form.verifier("nom")}
      />
      <Champ
        id={idDe("email")}
        libelle={textes.email}
        aide={aideEmail}
        type="email"
        obligatoire
        maximum={EMAIL_MAX}
        valeur={valeurs.email}
        erreur={messageEmail}
        onChange={(v) => changer("email", v)}
        onSortie={quitterEmail}
      />
      {attestation && (
        <CaseACocher
          id="ajout-age"
          legende={textes.libelles.age}
          libelle={textes.age}
          cochee={valeurs.age === ATTESTE}
          erreur={form.erreurs.age}
          onChange={(cochee) => changer("age", cochee ? ATTESTE : "")}
        />
      )}
    </Formulaire>
  );
}

/** Which field a refusal is about. */
function champDe(erreur: Erreur): NomChamp | undefined {
  const noms = erreur.champs.map(({ champ }) => NOMS_SERVEUR[champ] ?? champ);
  const nomme = noms.find((nom): nom is NomChamp => CHAMPS.includes(nom as NomChamp));
  if (nomme) return nomme;
  return erreur.raison === "EMAIL_EXISTE_DEJA" ? "email" : undefined;
}
