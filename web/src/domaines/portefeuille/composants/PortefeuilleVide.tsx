import { portefeuille } from "@/i18n/fr/portefeuille";
import type { ModeCreation } from "@/domaines/identite/api";
import { BoutonLien } from "@/ui/Bouton";
import { Encart } from "@/ui/Alerte";
import { EtatVide } from "@/ui/Etats";
import { Consignes } from "@/ui/Tuiles";

/** The first day of a conseiller: how people enter his portefeuille. */
export function PortefeuilleVide({
  mode,
  expediteur,
}: {
  mode: ModeCreation;
  /** Whom the activation mail comes from. */
  expediteur: string | undefined;
}) {
  const textes = portefeuille.vide;
  if (mode === "email") {
    const ajouter = (
      <BoutonLien vers="/portefeuille/nouveau" icone="fr-icon-add-line">
        {portefeuille.ajouter}
      </BoutonLien>
    );
    return (
      <EtatVide titre={textes.titre} action={ajouter}>
        <p>{textes.texteEmail}</p>
      </EtatVide>
    );
  }
  const { etapeLien } = textes;
  return (
    <EtatVide titre={textes.titre}>
      <Consignes
        etapes={[
          ...textes.etapesMilo,
          <>
            {etapeLien.avant}
            <strong>{etapeLien.fort}</strong>
          </>,
          textes.etapeDelai,
        ]}
      />
      <Encart titre={textes.aNoter}>
        <p>{textes.spams}</p>
        {expediteur && <p>{textes.expediteur(expediteur)}</p>}
        <p>{textes.nouveauLien}</p>
      </Encart>
    </EtatVide>
  );
}
