import { useBlocker } from "@tanstack/react-router";
import { commun } from "@/i18n/fr/commun";
import { Dialogue } from "./Dialogue";

/** Asks before a half-filled form is left: by a link, by "Annuler", by closing the tab. */
export function GardeSaisie({ active }: { active: boolean }) {
  const { proceed, reset, status } = useBlocker({
    shouldBlockFn: () => active,
    enableBeforeUnload: active,
    disabled: !active,
    withResolver: true,
  });
  return (
    <Dialogue
      ouvert={status === "blocked"}
      titre={commun.modifications.titre}
      fermer={commun.modifications.rester}
      confirmer={commun.modifications.quitter}
      onFermer={() => reset?.()}
      onConfirmer={() => proceed?.()}
    >
      <p>{commun.modifications.texte}</p>
    </Dialogue>
  );
}
