import type { ReactNode } from "react";
import { useSession } from "@/domaines/identite/api";
import { beneficiaire } from "@/i18n/fr/beneficiaire";
import { baselines, produits } from "@/i18n/fr/identite";
import { GabaritEspace } from "@/ui/Gabarit";
import { HorsConnexion } from "@/ui/HorsConnexion";
import { Logo, useMarqueDocument } from "@/ui/Marque";
import { EntreesMenu, type EntreeMenu } from "@/ui/Menu";
import { Produit } from "@/ui/Titre";
import { retenirMarque } from "./marque";
import { VeillePoste } from "./VeillePoste";

const ENTREES: EntreeMenu[] = [
  { vers: "/accueil", libelle: beneficiaire.menu.accueil, icone: "fr-icon-home-4-line" },
  { vers: "/profil", libelle: beneficiaire.menu.profil, icone: "fr-icon-user-line" },
];

/** Tabs under the thumb on a phone, a menu at the left of a desktop (D70). */
export function Coquille({ children }: { children: ReactNode }) {
  const session = useSession();
  const marque = retenirMarque(session.marque);
  useMarqueDocument(marque);
  return (
    <VeillePoste>
      <Produit value={produits[session.marque]}>
        <HorsConnexion />
        <GabaritEspace
          etroit
          logo={<Logo nom={produits[session.marque]} ligne={baselines[session.marque]} />}
          menu={<EntreesMenu entrees={ENTREES} forme="menu" />}
          barreBasse={<EntreesMenu entrees={ENTREES} forme="barre" />}
        >
          {children}
        </GabaritEspace>
      </Produit>
    </VeillePoste>
  );
}
