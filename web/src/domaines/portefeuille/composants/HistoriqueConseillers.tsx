import { texteErreur } from "@/i18n/fr/erreurs";
import { fiche } from "@/i18n/fr/fiche";
import { lireErreur } from "@/platform/erreurs";
import { Mention } from "@/ui/Disposition";
import { Chargement, EtatErreur, EtatVide } from "@/ui/Etats";
import { Lignes } from "@/ui/Lignes";
import { useHistorique } from "../api";
import { vuePeriode } from "../historique";

const textes = fiche.historique;

/** Who followed a person, newest first (G0). */
export function HistoriqueConseillers({ beneficiaireId }: { beneficiaireId: string }) {
  const lecture = useHistorique(beneficiaireId);
  if (lecture.isPending) return <Chargement />;
  if (lecture.isError) {
    const erreur = lireErreur(lecture.error);
    return (
      <EtatErreur
        {...texteErreur(erreur)}
        code={erreur.code}
        onReessayer={() => void lecture.refetch()}
      />
    );
  }
  const periodes = lecture.data.periodes.map(vuePeriode);
  if (periodes.length === 0) return <EtatVide titre={textes.vide} />;
  return (
    <Lignes
      libelle={textes.titre}
      lignes={periodes.map(({ cle, titre, origine }) => ({
        cle,
        titre,
        details: origine && <Mention>{origine}</Mention>,
      }))}
    />
  );
}
