import { entreeConseiller } from "@/i18n/fr/entreeConseiller";
import { Bouton } from "@/ui/Bouton";
import { Actions } from "@/ui/Disposition";
import { EmailManquant } from "./EmailManquant";

/** Said once a sign-in; one can go on. */
export function EtapeEmail({ onContinuer }: { onContinuer: () => void }) {
  return (
    <>
      <EmailManquant />
      <Actions>
        <Bouton onClick={onContinuer}>{entreeConseiller.email.continuer}</Bouton>
      </Actions>
    </>
  );
}
