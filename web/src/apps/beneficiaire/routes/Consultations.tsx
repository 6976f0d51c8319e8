import { useFiltreJournal } from "@/apps/useFiltreJournal";
import { JournalConsultations } from "@/domaines/portefeuille/composants/JournalConsultations";
import { consultations } from "@/i18n/fr/consultations";
import { Intro } from "@/ui/Disposition";
import { Retour } from "@/ui/Navigation";
import { EntetePage } from "@/ui/Titre";

const textes = consultations.beneficiaire;

/** The person sees who read his own file. */
export function PageConsultations() {
  const { filtre, filtrer } = useFiltreJournal();
  return (
    <>
      <EntetePage avant={<Retour vers="/profil">{textes.retour}</Retour>} titre={textes.titre} />
      <Intro>{textes.intro}</Intro>
      <JournalConsultations beneficiaireId="" filtre={filtre} onFiltrer={filtrer} />
    </>
  );
}
