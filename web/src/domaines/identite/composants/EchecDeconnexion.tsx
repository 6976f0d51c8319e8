import { commun } from "@/i18n/fr/commun";
import { identite } from "@/i18n/fr/identite";
import { Dialogue } from "@/ui/Dialogue";
import type { useDeconnexion } from "../deconnexion";

/** The session may still be open on a shared computer: the person must know. */
export function EchecDeconnexion({ sortie }: { sortie: ReturnType<typeof useDeconnexion> }) {
  const textes = identite.deconnexion;
  return (
    <Dialogue
      ouvert={sortie.isError}
      titre={textes.echec}
      fermer={commun.fermer}
      confirmer={commun.reessayer}
      onFermer={sortie.reset}
      onConfirmer={() => sortie.mutate()}
    >
      <p>{textes.echecTexte}</p>
    </Dialogue>
  );
}
