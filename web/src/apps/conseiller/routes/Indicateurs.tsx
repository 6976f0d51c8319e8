import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { montreSituations, useSession } from "@/domaines/identite/api";
import { useFiche } from "@/domaines/portefeuille/api";
import { listeDe } from "@/domaines/portefeuille/ariane";
import { DetailsFiche } from "@/domaines/portefeuille/composants/DetailsFiche";
import { HistoriqueConseillers } from "@/domaines/portefeuille/composants/HistoriqueConseillers";
import { vueFiche } from "@/domaines/portefeuille/fiche";
import { texteErreur } from "@/i18n/fr/erreurs";
import { fiche as textesFiche } from "@/i18n/fr/fiche";
import { lireErreur } from "@/platform/erreurs";
import { useMaintenant } from "@/platform/maintenant";
import { Intro } from "@/ui/Disposition";
import { Chargement, EtatErreur } from "@/ui/Etats";
import { FilAriane } from "@/ui/Navigation";
import { Onglets } from "@/ui/Onglets";
import { PageIntrouvable } from "@/ui/PageIntrouvable";
import { EntetePage } from "@/ui/Titre";

const { details, historique } = textesFiche;

const ONGLETS = [
  { cle: "informations", libelle: textesFiche.informations },
  { cle: "historique", libelle: historique.titre },
] as const;
type CleOnglet = (typeof ONGLETS)[number]["cle"];

/**
 * What is known of a person and who followed him; the second alone where i-milo tells nothing.
 * The numbers of the week come with the capabilities that count them.
 */
export function PageIndicateurs() {
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const { onglet } = useSearch({ strict: false }) as { onglet?: string };
  const aller = useNavigate();
  const avecOnglets = montreSituations(useSession());
  const maintenant = useMaintenant();
  const lecture = useFiche(id);
  const erreur = lecture.isError ? lireErreur(lecture.error) : undefined;
  if (erreur?.genre === "introuvable" || erreur?.raison === "IDENTIFIANT_INVALIDE") {
    return <PageIntrouvable />;
  }
  const fiche = lecture.data?.fiche && vueFiche(lecture.data.fiche, maintenant);
  const nom = fiche?.nomComplet;
  const titre = avecOnglets ? details.titre : historique.titre;
  const courant: CleOnglet = onglet === "historique" ? "historique" : "informations";

  function choisir(cle: CleOnglet) {
    void aller({ search: { onglet: cle } as never, replace: true, resetScroll: false });
  }

  const conseillers = (
    <>
      <Intro>{nom ? historique.intro(nom) : historique.introSansNom}</Intro>
      <HistoriqueConseillers beneficiaireId={id} />
    </>
  );
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
            courant={titre}
          />
        }
        titre={titre}
      />
      {avecOnglets ? (
        <Onglets
          libelle={details.onglets}
          onglets={[...ONGLETS]}
          courant={courant}
          onChoisir={choisir}
        >
          {courant === "historique" && conseillers}
          {courant === "informations" && (
            <>
              {lecture.isPending && <Chargement />}
              {erreur && (
                <EtatErreur
                  {...texteErreur(erreur)}
                  code={erreur.code}
                  onReessayer={() => void lecture.refetch()}
                />
              )}
              {fiche && <DetailsFiche fiche={fiche} />}
            </>
          )}
        </Onglets>
      ) : (
        conseillers
      )}
    </>
  );
}
