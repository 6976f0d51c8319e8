import { useParams } from "@tanstack/react-router";
import { useFiche, useReprendreCreation } from "@/domaines/portefeuille/api";
import { BandeauxFiche } from "@/domaines/portefeuille/composants/BandeauxFiche";
import { InformationsFiche } from "@/domaines/portefeuille/composants/InformationsFiche";
import { vueFiche } from "@/domaines/portefeuille/fiche";
import { consultations } from "@/i18n/fr/consultations";
import { texteErreur } from "@/i18n/fr/erreurs";
import { fiche as textes, portefeuille } from "@/i18n/fr/portefeuille";
import { lireErreur } from "@/platform/erreurs";
import { Chargement, EtatErreur } from "@/ui/Etats";
import { Etat } from "@/ui/Etiquette";
import { Lien } from "@/ui/Lien";
import { FilAriane } from "@/ui/Navigation";
import { PageIntrouvable } from "@/ui/PageIntrouvable";
import { EntetePage } from "@/ui/Titre";

export function PageFicheBeneficiaire() {
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const lecture = useFiche(id);
  const reprise = useReprendreCreation();
  const erreur = lecture.isError ? lireErreur(lecture.error) : undefined;

  // An id that is not one leads nowhere, like an unknown one.
  if (erreur?.genre === "introuvable" || erreur?.raison === "IDENTIFIANT_INVALIDE") {
    return <PageIntrouvable />;
  }
  const fiche = lecture.data?.fiche && vueFiche(lecture.data.fiche, new Date());
  return (
    <>
      <EntetePage
        avant={
          <FilAriane
            libelle={textes.filAriane}
            parents={[{ libelle: portefeuille.titre, vers: "/portefeuille" }]}
            courant={textes.titre}
          />
        }
        titre={fiche?.nomComplet ?? textes.titre}
        marques={fiche && <Etat>{fiche.dispositif}</Etat>}
      />
      {erreur && (
        <EtatErreur
          {...texteErreur(erreur)}
          code={erreur.code}
          onReessayer={() => void lecture.refetch()}
        />
      )}
      {lecture.isPending && <Chargement />}
      {fiche && (
        <>
          <BandeauxFiche
            fiche={fiche}
            inhabituel={lecture.data?.consultationsInhabituelles}
            reprise={{
              enCours: reprise.isPending,
              erreur: reprise.isError ? lireErreur(reprise.error) : undefined,
              lancer: () => reprise.mutate(fiche.id),
            }}
          />
          <InformationsFiche fiche={fiche} />
          {!fiche.lectureSeule && (
            <p>
              <Lien vers={`/beneficiaires/${fiche.id}/consultations`}>
                {consultations.conseiller.titre}
              </Lien>
            </p>
          )}
        </>
      )}
    </>
  );
}
