import { identite } from "@/i18n/fr/identite";
import type { Espace } from "@/platform/espace";
import { ecrireParametres } from "@/platform/navigation";
import { ecrire } from "@/platform/stockage";
import { Tuiles } from "@/ui/Tuiles";
import { oublierEmailSignale } from "../entree";
import { cleDernierChoix, type Entree } from "../modele";

/** Sign-in buttons: plain links, the gateway leads to the provider. */
export function ChoixEntree({
  espace,
  entrees,
  retour,
  onChoisir,
}: {
  espace: Espace;
  entrees: Entree[];
  retour: string;
  onChoisir?: () => void;
}) {
  const aides: Partial<Record<Entree, string>> = identite.aidesEntrees;
  return (
    <Tuiles
      choix={entrees.map((entree) => ({
        cle: entree,
        libelle: identite.entrees[entree],
        aide: aides[entree],
        adresse: `/auth/${espace}/connexion/${entree}${ecrireParametres({ retour })}`,
        onChoisir: () => {
          ecrire("appareil", cleDernierChoix(espace), entree);
          oublierEmailSignale();
          onChoisir?.();
        },
      }))}
    />
  );
}
