import type { ReactNode } from "react";
import { cleMarque, emailManquant, lieuConseiller, useSession } from "@/domaines/identite/api";
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

const ENTREES: EntreeMenu[] = [
  {
    vers: "/portefeuille",
    section: "/beneficiaires",
    libelle: textes.menu.portefeuille,
    icone: "fr-icon-group-line",
  },
];

/** Menu, content, messagerie: the same on every page of a signed-in conseiller. */
export function Coquille({ children }: { children: ReactNode }) {
  const session = useSession();
  const sortie = useDeconnexion("conseiller");
  const marque = cleMarque(session.marque);
  useMarqueDocument(marque);
  return (
    <Produit value={produits[session.marque]}>
      <GabaritEspace
        logo={<Logo nom={produits[session.marque]} ligne={baselines[session.marque]} />}
        menu={
          <>
            <EntreesMenu entrees={ENTREES} forme="menu" />
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
