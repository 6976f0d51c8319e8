import { commun } from "@/i18n/fr/commun";
import { abandon as textes } from "@/i18n/fr/suppression";
import { Dialogue } from "@/ui/Dialogue";
import type { useAbandonnerCreation } from "../api";
import { Refus } from "./Refus";

/** Gives up a creation that i-milo has not confirmed. */
export function DialogueAbandon({
  personne,
  abandon,
  onFait,
  onFermer,
}: {
  /** Absent: closed. */
  personne: { id: string; nomComplet: string } | undefined;
  abandon: ReturnType<typeof useAbandonnerCreation>;
  onFait: (personne: { id: string; nomComplet: string }) => void;
  onFermer: () => void;
}) {
  function fermer() {
    if (abandon.isPending) return;
    abandon.reset();
    onFermer();
  }
  return (
    <Dialogue
      ouvert={personne !== undefined}
      titre={textes.titre}
      fermer={commun.annuler}
      confirmer={textes.confirmer}
      occupe={abandon.isPending}
      onFermer={fermer}
      onConfirmer={() =>
        personne && abandon.mutate(personne.id, { onSuccess: () => onFait(personne) })
      }
    >
      {abandon.isError && <Refus key={abandon.submittedAt} cause={abandon.error} niveau="h3" />}
      {personne && <p>{textes.texte(personne.nomComplet)}</p>}
      <p>{textes.imilo}</p>
    </Dialogue>
  );
}
