import type { QueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import {
  useNonLues,
  useRafraichirAppareil,
  useSuivreNotifications,
} from "@/domaines/communication/api";
import { useSession } from "@/domaines/identite/api";
import { beneficiaire } from "@/i18n/fr/beneficiaire";
import { communication } from "@/i18n/fr/communication";
import { baselines, produits } from "@/i18n/fr/identite";
import { GabaritEspace } from "@/ui/Gabarit";
import { HorsConnexion } from "@/ui/HorsConnexion";
import { Logo, useMarqueDocument } from "@/ui/Marque";
import { EntreeIcone, EntreesMenu, type EntreeMenu } from "@/ui/Menu";
import { Produit } from "@/ui/Titre";
import { retenirMarque } from "./marque";
import { VeillePoste } from "./VeillePoste";

const ACCUEIL: EntreeMenu = {
  vers: "/accueil",
  libelle: beneficiaire.menu.accueil,
  icone: "fr-icon-home-4-line",
};
const PROFIL: EntreeMenu = {
  vers: "/profil",
  libelle: beneficiaire.menu.profil,
  icone: "fr-icon-user-line",
};

/** His conseiller changed something of his: few things are shown, all of them are read again. */
const relireTout = (cache: QueryClient) => cache.invalidateQueries();

/** Tabs under the thumb on a phone, a menu at the left of a desktop (D70). */
export function Coquille({ children }: { children: ReactNode }) {
  const session = useSession();
  const marque = retenirMarque(session.marque);
  const nonLues = useNonLues().data ?? 0;
  useMarqueDocument(marque);
  useSuivreNotifications("beneficiaire", relireTout);
  useRafraichirAppareil(session.id, session.clePush);
  const notifications: EntreeMenu = {
    vers: "/notifications",
    libelle: beneficiaire.menu.notifications,
    icone: "fr-icon-notification-3-line",
    pastille: nonLues > 0 ? communication.nonLues(nonLues) : undefined,
  };
  return (
    <VeillePoste>
      <Produit value={produits[session.marque]}>
        <HorsConnexion />
        <GabaritEspace
          etroit
          logo={<Logo nom={produits[session.marque]} ligne={baselines[session.marque]} />}
          menu={<EntreesMenu entrees={[ACCUEIL, notifications, PROFIL]} forme="menu" />}
          barreBasse={<EntreesMenu entrees={[ACCUEIL]} forme="barre" />}
          raccourcis={
            <>
              <EntreeIcone {...notifications} />
              <EntreeIcone {...PROFIL} />
            </>
          }
        >
          {children}
        </GabaritEspace>
      </Produit>
    </VeillePoste>
  );
}
