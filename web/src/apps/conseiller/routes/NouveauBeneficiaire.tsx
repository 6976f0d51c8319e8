import { useLocation, useNavigate } from "@tanstack/react-router";
import {
  accompagneParFranceTravail,
  attesteAge,
  modeCreation,
  useSession,
} from "@/domaines/identite/api";
import { ecrireAjout, type Ajout } from "@/domaines/portefeuille/composants/AvisPortefeuille";
import { FormulaireDossier, lireNumero } from "@/domaines/portefeuille/composants/FormulaireDossier";
import { FormulaireEmail } from "@/domaines/portefeuille/composants/FormulaireEmail";
import { ajout as textes } from "@/i18n/fr/portefeuille";
import { Retour } from "@/ui/Navigation";
import { EntetePage } from "@/ui/Titre";
import { PageIntrouvable } from "@/ui/PageIntrouvable";

export function PageNouveauBeneficiaire() {
  const session = useSession();
  const aller = useNavigate();
  const numero = lireNumero(useLocation({ select: (lieu) => lieu.state }));
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
        <FormulaireDossier numeroConnu={numero} dispositifs={session.dispositifs} onCree={revenir} />
      ) : (
        <FormulaireEmail
          aideEmail={
            accompagneParFranceTravail(session)
              ? textes.email.aideFranceTravail
              : textes.email.aideDepartement
          }
          attestation={attesteAge(session)}
          onCree={revenir}
        />
      )}
    </>
  );
}
