import { useEffect } from "react";
import { useRouter, useSearch } from "@tanstack/react-router";
import { cleMarque, useSession } from "@/domaines/identite/api";
import { EchecDeconnexion } from "@/domaines/identite/composants/EchecDeconnexion";
import { FormulaireCgu } from "@/domaines/identite/composants/FormulaireCgu";
import { useDeconnexion } from "@/domaines/identite/deconnexion";
import { baselines, identite, produits } from "@/i18n/fr/identite";
import { BASE } from "@/platform/espace";
import { retourSur } from "@/platform/navigation";
import { GabaritSimple } from "@/ui/Gabarit";
import { Logo, useMarqueDocument } from "@/ui/Marque";
import { Pied } from "@/ui/Pied";
import { EntetePage, Produit } from "@/ui/Titre";

const ESPACE = "beneficiaire";

/** The conditions come before everything else. */
export function PageCgu() {
  const session = useSession();
  const routeur = useRouter();
  const sortie = useDeconnexion(ESPACE);
  const { retour } = useSearch({ strict: false }) as { retour?: string };
  const marque = cleMarque(session.marque);
  const version = session.cguASigner;
  useMarqueDocument(marque);

  const signees = version === undefined;
  useEffect(() => {
    // Signed here or in another tab: back to the page that was asked for.
    if (signees) routeur.history.replace(retourSur(retour, BASE[ESPACE]) ?? BASE[ESPACE]);
  }, [signees, routeur, retour]);

  return (
    <Produit value={produits[session.marque]}>
      <GabaritSimple
        logo={<Logo nom={produits[session.marque]} ligne={baselines[session.marque]} />}
        pied={<Pied marque={marque} />}
      >
        <EntetePage titre={identite.cgu.titre} />
        {version !== undefined && (
          <FormulaireCgu
            marque={marque}
            version={version}
            signee={session.cguSignee}
            onRefuser={() => sortie.mutate()}
          />
        )}
        <EchecDeconnexion sortie={sortie} />
      </GabaritSimple>
    </Produit>
  );
}
