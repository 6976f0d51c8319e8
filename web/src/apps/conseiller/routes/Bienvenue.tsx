import { useEffect, useState } from "react";
import { useRouter, useSearch } from "@tanstack/react-router";
import { cleMarque, etapeEntree, useSession, type EtapeEntree } from "@/domaines/identite/api";
import { EtapeEmail } from "@/domaines/identite/composants/EtapeEmail";
import { EtapeLieu } from "@/domaines/identite/composants/EtapeLieu";
import { EchecDeconnexion } from "@/domaines/identite/composants/EchecDeconnexion";
import { FormulaireCgu } from "@/domaines/identite/composants/FormulaireCgu";
import { Visite } from "@/domaines/identite/composants/Visite";
import { useDeconnexion } from "@/domaines/identite/deconnexion";
import { estEmailSignale, noterEmailSignale } from "@/domaines/identite/entree";
import { entreeConseiller as textes } from "@/i18n/fr/entreeConseiller";
import { baselines, identite, produits } from "@/i18n/fr/identite";
import { BASE } from "@/platform/espace";
import { retourSur } from "@/platform/navigation";
import { GabaritSimple } from "@/ui/Gabarit";
import { Logo, useMarqueDocument } from "@/ui/Marque";
import { Pied } from "@/ui/Pied";
import { EntetePage, Produit } from "@/ui/Titre";

const ESPACE = "conseiller";

/** What a conseiller settles before any page (D7), one thing after the other. */
export function PageBienvenue() {
  const session = useSession();
  const routeur = useRouter();
  const sortie = useDeconnexion(ESPACE);
  const { retour } = useSearch({ strict: false }) as { retour?: string };
  const [emailSignale, setEmailSignale] = useState(() => estEmailSignale(session.id));
  const marque = cleMarque(session.marque);
  const etape = etapeEntree(session, emailSignale);
  const [premiere] = useState(etape);
  useMarqueDocument(marque);

  const finie = etape === undefined;
  useEffect(() => {
    // Settled here or in another tab: back to the page that was asked for.
    if (finie) routeur.history.replace(retourSur(retour, BASE[ESPACE]) ?? BASE[ESPACE]);
  }, [finie, routeur, retour]);

  function passerEmail() {
    noterEmailSignale(session.id);
    setEmailSignale(true);
  }

  return (
    <Produit value={produits[session.marque]}>
      <GabaritSimple
        logo={<Logo nom={produits[session.marque]} ligne={baselines[session.marque]} />}
        pied={<Pied marque={marque} />}
      >
        {etape && (
          <EntetePage
            key={etape}
            titre={titreDe(etape, session.prenom)}
            annonce={etape !== premiere}
          />
        )}
        {session.cguASigner !== undefined && (
          <FormulaireCgu
            marque={marque}
            version={session.cguASigner}
            signee={session.cguSignee}
            onRefuser={() => sortie.mutate()}
          />
        )}
        {etape === "visite" && <Visite />}
        {etape === "email" && <EtapeEmail onContinuer={passerEmail} />}
        {etape === "lieu" && <EtapeLieu onQuitter={() => sortie.mutate()} />}
        <EchecDeconnexion sortie={sortie} />
      </GabaritSimple>
    </Produit>
  );
}

function titreDe(etape: EtapeEntree, prenom: string): string {
  if (etape === "cgu") return identite.cgu.titre;
  if (etape === "visite") return textes.visite.titre(prenom);
  return textes[etape].titre;
}
