import type { ReactNode } from "react";
import type { MotifPropose } from "@/gen/passemploi/portefeuille/v1/compte_pb";
import { texteErreur } from "@/i18n/fr/erreurs";
import { fiche } from "@/i18n/fr/fiche";
import { lireErreur } from "@/platform/erreurs";
import { Chargement, EtatErreur } from "@/ui/Etats";
import type { useMotifs } from "../api";

/** What needs the motives of the structure, once they are there. */
export function MotifsALire({
  lecture,
  children,
}: {
  lecture: ReturnType<typeof useMotifs>;
  children: (motifs: MotifPropose[]) => ReactNode;
}) {
  if (lecture.data) return <>{children(lecture.data.motifs)}</>;
  if (!lecture.isError) return <Chargement lignes={2} />;
  const erreur = lireErreur(lecture.error);
  return (
    <EtatErreur
      titre={fiche.fin.motifsAbsents}
      texte={texteErreur(erreur).texte}
      code={erreur.code}
      niveau="h3"
      onReessayer={() => void lecture.refetch()}
    />
  );
}
