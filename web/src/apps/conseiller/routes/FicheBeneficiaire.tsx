import { useState } from "react";
import { useNavigate, useParams } from "@tanstack/react-router";
import {
  useAbandonnerCreation,
  useFiche,
  useRenvoyerActivation,
  useReprendreCreation,
  useSupprimerCompte,
} from "@/domaines/portefeuille/api";
import { ecrireDepart, type Depart } from "@/domaines/portefeuille/composants/AvisPortefeuille";
import { listeDe } from "@/domaines/portefeuille/ariane";
import { BandeauxFiche } from "@/domaines/portefeuille/composants/BandeauxFiche";
import { CreationFiche, SuiteReprise } from "@/domaines/portefeuille/composants/CreationFiche";
import { DialogueSuppression } from "@/domaines/portefeuille/composants/DialogueSuppression";
import { InformationsFiche } from "@/domaines/portefeuille/composants/InformationsFiche";
import { RetardImilo } from "@/domaines/portefeuille/composants/RetardImilo";
import { Refus } from "@/domaines/portefeuille/composants/Refus";
import { BoutonRenvoi, SuiteRenvoi } from "@/domaines/portefeuille/composants/RenvoiActivation";
import { lectureAttendue, vueFiche } from "@/domaines/portefeuille/fiche";
import { DroitFiche } from "@/gen/passemploi/portefeuille/v1/beneficiaire_pb";
import { texteErreur } from "@/i18n/fr/erreurs";
import { fiche as textes } from "@/i18n/fr/fiche";
import { suppression as textesSuppression } from "@/i18n/fr/suppression";
import { lireErreur } from "@/platform/erreurs";
import { useMaintenant } from "@/platform/maintenant";
import { Bouton } from "@/ui/Bouton";
import { Chargement, EtatErreur } from "@/ui/Etats";
import { Etat } from "@/ui/Etiquette";
import { FilAriane } from "@/ui/Navigation";
import { PageIntrouvable } from "@/ui/PageIntrouvable";
import { EntetePage } from "@/ui/Titre";

export function PageFicheBeneficiaire() {
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  // Another person is another page: no dialog, no answer of the one before.
  return <Fiche key={id} id={id} />;
}

function Fiche({ id }: { id: string }) {
  const aller = useNavigate();
  const maintenant = useMaintenant();
  const lecture = useFiche(id);
  const reprise = useReprendreCreation();
  const abandon = useAbandonnerCreation();
  const renvoi = useRenvoyerActivation();
  const suppression = useSupprimerCompte(id);
  const [aSupprimer, setASupprimer] = useState(false);
  const erreur = lecture.isError ? lireErreur(lecture.error) : undefined;
  const fiche = lecture.data?.fiche && vueFiche(lecture.data.fiche, maintenant);

  // An id that is not one leads nowhere, like an unknown one. Someone being removed from here is
  // not found any more either: the page stays until the answer is there.
  const introuvable = erreur?.genre === "introuvable" || erreur?.raison === "IDENTIFIANT_INVALIDE";
  const enDepart = [suppression, abandon].some((d) => d.perdue() || !d.isIdle);
  if (introuvable && !(fiche && enDepart)) return <PageIntrouvable />;

  function partir(comment: Depart["comment"]) {
    const depart = { nom: fiche?.nomComplet ?? "", comment };
    void aller({ to: "/portefeuille", state: ecrireDepart(depart) as never });
  }

  const archiver = fiche?.peut(DroitFiche.ARCHIVER) ?? false;
  const peutSupprimer = archiver || (fiche?.peut(DroitFiche.SUPPRIMER) ?? false);
  return (
    <>
      <EntetePage
        avant={<FilAriane libelle={textes.filAriane} parents={[listeDe(fiche)]} courant={textes.titre} />}
        titre={fiche?.nomComplet ?? textes.titre}
        marques={fiche && <Etat>{fiche.dispositifLibelle}</Etat>}
        actions={
          peutSupprimer && (
            <Bouton genre="secondaire" icone="fr-icon-delete-line" onClick={() => setASupprimer(true)}>
              {textesSuppression.action}
            </Bouton>
          )
        }
      />
      {erreur && !introuvable && (
        <EtatErreur
          {...texteErreur(erreur)}
          code={erreur.code}
          onReessayer={() => void lecture.refetch()}
        />
      )}
      {lecture.isPending && <Chargement />}
      {fiche && (
        <>
          {reprise.isError && <Refus key={reprise.submittedAt} cause={reprise.error} />}
          {reprise.isSuccess && <SuiteReprise reprise={reprise} nom={fiche.nomComplet} />}
          <SuiteRenvoi renvoi={renvoi} maintenant={maintenant} />
          <BandeauxFiche
            fiche={fiche}
            inhabituel={lecture.data?.consultationsInhabituelles}
            peutSupprimer={peutSupprimer}
            creation={
              fiche.peut(DroitFiche.REPRENDRE_CREATION) && (
                <CreationFiche
                  fiche={fiche}
                  reprise={reprise}
                  abandon={abandon}
                  onAbandonne={() => partir("abandonne")}
                />
              )
            }
            activation={
              fiche.peut(DroitFiche.RENVOYER_ACTIVATION) && (
                <BoutonRenvoi
                  beneficiaireId={fiche.id}
                  prochainEnvoi={fiche.jamaisConnecte?.prochainEnvoi}
                  renvoi={renvoi}
                />
              )
            }
          />
          <RetardImilo lues={[lecture.data?.fiche && lectureAttendue(lecture.data.fiche)]} />
          <InformationsFiche fiche={fiche} />
          <DialogueSuppression
            fiche={fiche}
            ouvert={aSupprimer}
            archiver={archiver}
            suppression={suppression}
            onFait={() => partir(archiver ? "archive" : "efface")}
            onAbsent={() => partir("absent")}
            onFermer={() => setASupprimer(false)}
          />
        </>
      )}
    </>
  );
}
