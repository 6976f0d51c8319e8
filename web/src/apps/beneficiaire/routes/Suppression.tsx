import { useState } from "react";
import { suitDesDemarches, useSession } from "@/domaines/identite/api";
import { RefusAppel } from "@/domaines/identite/composants/RefusAppel";
import { useSupprimerCompte } from "@/domaines/identite/deconnexion";
import { beneficiaire } from "@/i18n/fr/beneficiaire";
import { commun } from "@/i18n/fr/commun";
import { aPourRaison } from "@/platform/erreurs";
import { Bouton, BoutonLien } from "@/ui/Bouton";
import { Champ } from "@/ui/Champ";
import { Bloc } from "@/ui/Definitions";
import { Puces } from "@/ui/Disposition";
import { Formulaire, ResumeErreurs } from "@/ui/Formulaire";
import { Retour } from "@/ui/Navigation";
import { EntetePage } from "@/ui/Titre";
import { useFormulaire } from "@/ui/useFormulaire";

const textes = beneficiaire.profil.suppression;
const CHAMP = "suppression-mot";

const verifier = (saisie: string) =>
  saisie.trim().toLocaleLowerCase("fr") === textes.mot ? undefined : textes.motFaux;

/** Leaving for good: what is lost, what stays elsewhere, and a word to type (UB-23). */
export function PageSuppression() {
  const perte = suitDesDemarches(useSession()) ? textes.franceTravail : textes.missionLocale;
  const suppression = useSupprimerCompte("beneficiaire");
  const form = useFormulaire({ mot: "" }, { mot: verifier });
  const [refus, setRefus] = useState<unknown>();

  function envoyer() {
    setRefus(undefined);
    if (!form.valider()) return;
    suppression.mutate(form.valeurs.mot, {
      onError: (cause) => {
        if (aPourRaison(cause, "CONFIRMATION_INVALIDE")) form.refuser({ mot: textes.motFaux });
        else setRefus(cause);
      },
    });
  }

  return (
    <>
      <EntetePage avant={<Retour vers="/profil">{textes.retour}</Retour>} titre={textes.action} />
      {refus !== undefined && <RefusAppel cause={refus} />}
      <Bloc titre={textes.perdu.titre}>
        <Puces elements={perte.perdu} />
      </Bloc>
      <Bloc titre={textes.reste}>
        <Puces elements={perte.reste} />
      </Bloc>
      <Formulaire
        onEnvoyer={envoyer}
        actions={
          <>
            <BoutonLien genre="secondaire" vers="/profil">
              {commun.annuler}
            </BoutonLien>
            <Bouton type="submit" occupe={suppression.isPending}>
              {textes.confirmer}
            </Bouton>
          </>
        }
      >
        <ResumeErreurs
          essai={form.essai}
          erreurs={form.erreurs.mot ? [{ champ: CHAMP, message: form.erreurs.mot }] : []}
        />
        <Champ
          id={CHAMP}
          libelle={textes.champ}
          aide={textes.aide}
          obligatoire
          valeur={form.valeurs.mot}
          erreur={form.erreurs.mot}
          onChange={(v) => form.changer("mot", v)}
        />
      </Formulaire>
    </>
  );
}
