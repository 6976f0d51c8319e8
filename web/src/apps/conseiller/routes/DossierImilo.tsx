import { useEffect } from "react";
import { useNavigate, useParams } from "@tanstack/react-router";
import { modeCreation, useSession } from "@/domaines/identite/api";
import { useTrouverDossier } from "@/domaines/portefeuille/api";
import { ecrireNumero } from "@/domaines/portefeuille/composants/FormulaireDossier";
import { RefusDossier } from "@/domaines/portefeuille/composants/RefusDossier";
import { dossierImilo as textes } from "@/i18n/fr/etablissement";
import { lireErreur } from "@/platform/erreurs";
import { Bouton, BoutonLien } from "@/ui/Bouton";
import { commun } from "@/i18n/fr/commun";
import { Chargement } from "@/ui/Etats";
import { Retour } from "@/ui/Navigation";
import { PageIntrouvable } from "@/ui/PageIntrouvable";
import { StatutDiscret } from "@/ui/SousTitre";
import { EntetePage } from "@/ui/Titre";

/** The link that i-milo shows: it leads to the fiche, or to the creation form (D12). */
export function PageDossierImilo() {
  const { numero = "" } = useParams({ strict: false }) as { numero?: string };
  const permis = modeCreation(useSession()) === "dossier";
  const aller = useNavigate();
  const lecture = useTrouverDossier(numero, permis);
  const trouve = lecture.data;
  useEffect(() => {
    if (!trouve) return;
    void aller(
      trouve.beneficiaireId === undefined
        ? { to: "/portefeuille/nouveau", state: ecrireNumero(trouve.numero) as never, replace: true }
        : { to: `/beneficiaires/${trouve.beneficiaireId}`, replace: true },
    );
  }, [trouve, aller]);
  if (!permis) return <PageIntrouvable />;
  return (
    <>
      <EntetePage
        avant={<Retour vers="/portefeuille">{textes.retour}</Retour>}
        titre={textes.titre}
      />
      {lecture.isError ? (
        <>
          <RefusDossier erreur={lireErreur(lecture.error)} />
          {lireErreur(lecture.error).genre === "a_corriger" ? (
            <BoutonLien genre="secondaire" vers="/portefeuille/nouveau">
              {textes.saisir}
            </BoutonLien>
          ) : (
            <Bouton genre="secondaire" onClick={() => void lecture.refetch()}>
              {commun.reessayer}
            </Bouton>
          )}
        </>
      ) : (
        <>
          <StatutDiscret>{textes.recherche}</StatutDiscret>
          <Chargement />
        </>
      )}
    </>
  );
}
