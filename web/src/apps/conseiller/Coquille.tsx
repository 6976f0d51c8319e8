import type { ReactNode } from "react";
import type { QueryClient } from "@tanstack/react-query";
import type { GetSessionResponse } from "@/gen/passemploi/identite/v1/session_service_pb";
import { useNonLues, useSuivreNotifications } from "@/domaines/communication/api";
import {
  cleMarque,
  emailManquant,
  lieuConseiller,
  litEtablissement,
  useSession,
} from "@/domaines/identite/api";
import { EchecDeconnexion } from "@/domaines/identite/composants/EchecDeconnexion";
import { useDeconnexion } from "@/domaines/identite/deconnexion";
import { conseiller as textes } from "@/i18n/fr/conseiller";
import { identite, baselines, produits } from "@/i18n/fr/identite";
import { PanneauVide } from "@/ui/Disposition";
import { GabaritEspace } from "@/ui/Gabarit";
import { Logo, useMarqueDocument } from "@/ui/Marque";
import { EntreesMenu, type EntreeMenu } from "@/ui/Menu";
import { Compte } from "@/ui/Personne";
import { Pied } from "@/ui/Pied";
import { Produit } from "@/ui/Titre";

const PORTEFEUILLE: EntreeMenu = {
  vers: "/portefeuille",
  section: "/beneficiaires",
  libelle: textes.menu.portefeuille,
  icone: "fr-icon-group-line",
};
const ETABLISSEMENT: EntreeMenu = {
  vers: "/etablissement",
  libelle: textes.menu.etablissement,
  icone: "fr-icon-user-search-line",
};

/** The code comes with the page that shows people: the menu does not wait for it. */
async function relirePersonnes(cache: QueryClient): Promise<void> {
  const { relirePortefeuille } = await import("@/domaines/portefeuille/api");
  await relirePortefeuille(cache);
}

/** By the capabilities of the structure. */
function entrees(session: GetSessionResponse): EntreeMenu[] {
  return litEtablissement(session) ? [PORTEFEUILLE, ETABLISSEMENT] : [PORTEFEUILLE];
}

/** Menu, content, messagerie: the same on every page of a signed-in conseiller. */
export function Coquille({ children }: { children: ReactNode }) {
  const session = useSession();
  const sortie = useDeconnexion("conseiller");
  const marque = cleMarque(session.marque);
  useMarqueDocument(marque);
  // How many there were when this tab opened: the stream says only how many there are.
  useNonLues();
  // An avis says that something happened to a person: list and fiche follow.
  useSuivreNotifications("conseiller", relirePersonnes);
  return (
    <Produit value={produits[session.marque]}>
      <GabaritEspace
        logo={<Logo nom={produits[session.marque]} ligne={baselines[session.marque]} />}
        menu={
          <>
            <EntreesMenu entrees={entrees(session)} forme="menu" />
            <Compte
              nom={`${session.prenom} ${session.nom}`}
              lieu={lieuConseiller(session)}
              profil="/profil"
              pastille={emailManquant(session) ? textes.menu.emailManquant : undefined}
              action={sortie.isPending ? identite.deconnexion.encours : identite.deconnexion.action}
              onAction={() => sortie.mutate()}
            />
          </>
        }
        panneau={{
          titre: textes.messagerie.titre,
          contenu: (
            <PanneauVide icone="fr-icon-chat-3-line">{textes.messagerie.vide}</PanneauVide>
          ),
        }}
        pied={<Pied marque={marque} />}
      >
        {children}
      </GabaritEspace>
      <EchecDeconnexion sortie={sortie} />
    </Produit>
  );
}
