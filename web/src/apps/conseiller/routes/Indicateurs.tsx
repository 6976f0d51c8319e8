import { useParams } from "@tanstack/react-router";
import { useFiche } from "@/domaines/portefeuille/api";
import { listeDe } from "@/domaines/portefeuille/ariane";
import { HistoriqueConseillers } from "@/domaines/portefeuille/composants/HistoriqueConseillers";
import { vueFiche } from "@/domaines/portefeuille/fiche";
import { fiche as textesFiche } from "@/i18n/fr/fiche";
import { lireErreur } from "@/platform/erreurs";
import { Intro } from "@/ui/Disposition";
import { FilAriane } from "@/ui/Navigation";
import { PageIntrouvable } from "@/ui/PageIntrouvable";
import { EntetePage } from "@/ui/Titre";

const textes = textesFiche.historique;

/** Who followed the person. The numbers of the week come with the capabilities that count them. */
export function PageIndicateurs() {
  const { id = "" } = useParams({ strict: false }) as { id?: string };
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
              { libelle: nom ?? textesFiche.titre, vers: `/beneficiaires/${id}` },
            ]}
            courant={textes.titre}
          />
        }
        titre={textes.titre}
      />
      <Intro>{nom ? textes.intro(nom) : textes.introSansNom}</Intro>
      <HistoriqueConseillers beneficiaireId={id} />
    </>
  );
}
