import { useNavigate } from "@tanstack/react-router";
import {
  accompagneParFranceTravail,
  modeCreation,
  useSession,
} from "@/domaines/identite/api";
import { ecrireAjout, type Ajout } from "@/domaines/portefeuille/composants/AvisAjout";
import { FormulaireDossier } from "@/domaines/portefeuille/composants/FormulaireDossier";
import { FormulaireEmail } from "@/domaines/portefeuille/composants/FormulaireEmail";
import { ajout as textes } from "@/i18n/fr/portefeuille";
import { Retour } from "@/ui/Navigation";
import { EntetePage } from "@/ui/Titre";
import { PageIntrouvable } from "@/ui/PageIntrouvable";

export function PageNouveauBeneficiaire() {
  const session = useSession();
  const aller = useNavigate();
  const mode = modeCreation(session);
  if (mode === undefined) return <PageIntrouvable />;

  function revenir(ajout: Ajout) {
    void aller({ to: "/portefeuille", state: ecrireAjout(ajout) as never, ignoreBlocker: true });
  }

  return (
    <>
      <EntetePage
        avant={<Retour vers="/portefeuille">{textes.retour}</Retour>}
        titre={textes.titre}
      />
      {mode === "dossier" ? (
        <FormulaireDossier dispositifs={session.dispositifs} onCree={revenir} />
      ) : (
        <FormulaireEmail
          aideEmail={
            accompagneParFranceTravail(session)
              ? textes.email.aideFranceTravail
              : textes.email.aideDepartement
          }
          onCree={revenir}
        />
      )}
    </>
  );
}
