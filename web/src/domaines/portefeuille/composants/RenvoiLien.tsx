import { useState } from "react";
import { beneficiaire } from "@/i18n/fr/beneficiaire";
import { commun } from "@/i18n/fr/commun";
import { texteErreur } from "@/i18n/fr/erreurs";
import { lireErreur } from "@/platform/erreurs";
import { Alerte } from "@/ui/Alerte";
import { Bouton, BoutonDepliant } from "@/ui/Bouton";
import { Champ } from "@/ui/Champ";
import { Consigne, Formulaire } from "@/ui/Formulaire";
import { useFormulaire } from "@/ui/useFormulaire";
import { useDemanderActivation } from "../api";
import { EMAIL_MAX, verifierEmail } from "../saisie";
import { Refus } from "./Refus";

const textes = beneficiaire.connexion.renvoi;
const CHAMP = "renvoi-email";

/**
 * For who never got his activation mail, or too late (UB-01). The answer says nothing of whether
 * the person exists: the same words for all.
 */
export function RenvoiLien() {
  const [ouvert, setOuvert] = useState(false);
  return (
    <>
      <BoutonDepliant ouvert={ouvert} onBasculer={setOuvert}>
        {textes.action}
      </BoutonDepliant>
      {ouvert && <Demande />}
    </>
  );
}

function Demande() {
  const demande = useDemanderActivation();
  const form = useFormulaire({ email: "" }, { email: verifierEmail });
  const amener = () => document.getElementById(CHAMP)?.focus();

  function envoyer() {
    if (!form.valider()) return amener();
    demande.mutate(form.valeurs.email.trim(), {
      onError: (cause) => {
        const lue = lireErreur(cause);
        if (lue.genre !== "a_corriger") return;
        form.refuser({ email: texteErreur(lue).texte });
        amener();
      },
    });
  }

  const refusee = demande.isError && lireErreur(demande.error).genre !== "a_corriger";
  return (
    <>
      {refusee && <Refus key={demande.submittedAt} cause={demande.error} />}
      {demande.isSuccess && (
        <Alerte key={demande.submittedAt} gravite="info" titre={textes.demande} annoncee>
          {textes.suite.map((phrase) => (
            <p key={phrase}>{phrase}</p>
          ))}
        </Alerte>
      )}
      <Formulaire
        onEnvoyer={envoyer}
        actions={
          <Bouton type="submit" genre="secondaire" occupe={demande.isPending}>
            {demande.isPending ? textes.encours : textes.envoyer}
          </Bouton>
        }
      >
        <Consigne>{commun.champsObligatoires}</Consigne>
        <Champ
          id={CHAMP}
          libelle={textes.champ}
          aide={textes.aide}
          type="email"
          autoComplete="email"
          obligatoire
          maximum={EMAIL_MAX}
          valeur={form.valeurs.email}
          erreur={form.erreurs.email}
          onChange={(email) => form.changer("email", email)}
        />
      </Formulaire>
    </>
  );
}
