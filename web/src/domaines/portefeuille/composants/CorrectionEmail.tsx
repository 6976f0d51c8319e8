import { fiche as textesFiche } from "@/i18n/fr/fiche";
import { Bouton } from "@/ui/Bouton";
import { Invisible } from "@/ui/Definitions";
import { StatutVisible } from "@/ui/SousTitre";
import { useOuverture } from "@/ui/useOuverture";
import { useCorrigerEmail } from "../api";
import type { FicheVue } from "../fiche";
import { EMAIL_MAX, verifierEmail } from "../saisie";
import { DialogueChamp } from "./DialogueChamp";

const textes = textesFiche.emailACorriger;

/** A mistyped e-mail, until the person signs in. */
export function CorrectionEmail({ fiche }: { fiche: FicheVue }) {
  const dialogue = useOuverture();
  const correction = useCorrigerEmail();
  return (
    <>
      <Bouton genre="discret" petit icone="fr-icon-edit-line" onClick={dialogue.ouvrir}>
        {textes.action}
        <Invisible>{textes.actionDe}</Invisible>
      </Bouton>
      <StatutVisible>{correction.isSuccess ? textesFiche.enregistre : ""}</StatutVisible>
      <DialogueChamp
        key={dialogue.cle}
        fiche={fiche}
        ouvert={dialogue.ouvert}
        id="fiche-email"
        titre={textes.titre}
        libelle={textes.champ}
        aide={textes.aide}
        type="email"
        obligatoire
        maximum={EMAIL_MAX}
        enregistree={fiche.email ?? ""}
        verifier={verifierEmail}
        enCours={correction.isPending}
        onEnvoyer={(email, etag, { onError }) =>
          correction.mutate(
            { beneficiaireId: fiche.id, email, etag },
            { onSuccess: dialogue.fermer, onError },
          )
        }
        onFermer={dialogue.fermer}
      />
    </>
  );
}
