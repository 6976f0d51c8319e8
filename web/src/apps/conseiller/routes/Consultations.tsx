import { useParams } from "@tanstack/react-router";
import { useFiltreJournal } from "@/apps/useFiltreJournal";
import { useFiche } from "@/domaines/portefeuille/api";
import { listeDe } from "@/domaines/portefeuille/ariane";
import { JournalConsultations } from "@/domaines/portefeuille/composants/JournalConsultations";
import { vueFiche } from "@/domaines/portefeuille/fiche";
import { consultations } from "@/i18n/fr/consultations";
import { fiche as textesFiche } from "@/i18n/fr/fiche";
import { lireErreur } from "@/platform/erreurs";
import { Intro } from "@/ui/Disposition";
import { FilAriane } from "@/ui/Navigation";
import { PageIntrouvable } from "@/ui/PageIntrouvable";
import { EntetePage } from "@/ui/Titre";

const textes = consultations.conseiller;

/** For the conseiller who follows the person. */
export function PageConsultations() {
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const { filtre, filtrer } = useFiltreJournal();
  const lecture = useFiche(id);
  const erreur = lecture.isError ? lireErreur(lecture.error) : undefined;
  if (erreur?.genre === "introuvable" || erreur?.raison === "IDENTIFIANT_INVALIDE") {
    return <PageIntrouvable />;
  }
  const fiche = lecture.data?.fiche && vueFiche(lecture.data.fiche, new Date());
  const nom = fiche?.nomComplet;
  return (
    <>
      <EntetePage
        avant={
          <FilAriane
            libelle={textesFiche.filAriane}
            parents={[
              listeDe(fiche),
              { libelle: nom ?? textes.retour, vers: `/beneficiaires/${id}` },
            ]}
            courant={textes.titre}
          />
        }
        titre={textes.titre}
      />
      <Intro>{nom ? textes.intro(nom) : textes.introSansNom}</Intro>
      <JournalConsultations beneficiaireId={id} filtre={filtre} onFiltrer={filtrer} />
    </>
  );
}
