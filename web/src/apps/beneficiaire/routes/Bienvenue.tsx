import { useState } from "react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { beneficiaire } from "@/i18n/fr/beneficiaire";
import { accueil } from "@/i18n/fr/accueil";
import { Carrousel, type CarteCarrousel } from "@/ui/Carrousel";
import { GabaritSimple } from "@/ui/Gabarit";
import { Logo, useMarqueDocument } from "@/ui/Marque";
import { Pied } from "@/ui/Pied";
import { EntetePage, Produit } from "@/ui/Titre";
import { marqueAvantConnexion } from "../marque";
import { noterBienvenueVue } from "../premierAcces";

const ICONES = [
  "fr-icon-chat-3-line",
  "fr-icon-checkbox-circle-line",
  "fr-icon-search-line",
] as const satisfies CarteCarrousel["icone"][];

/** First launch: what the application is for, in three cards. */
export function PageBienvenue() {
  const parametres = useSearch({ strict: false }) as Record<string, string | undefined>;
  const marque = marqueAvantConnexion(parametres.marque);
  const aller = useNavigate();
  const [rang, setRang] = useState(0);
  const textes = beneficiaire.bienvenue;
  const produit = accueil.legal.marques[marque];
  useMarqueDocument(marque);

  function terminer() {
    noterBienvenueVue();
    void aller({ to: "/connexion", search: parametres as never });
  }

  return (
    <Produit value={produit}>
      <GabaritSimple logo={<Logo nom={produit} />} pied={<Pied marque={marque} />}>
        <EntetePage titre={textes.titre} />
        <Carrousel
          cartes={textes.cartes.map((carte, n) => ({ ...carte, icone: ICONES[n] ?? ICONES[0] }))}
          rang={rang}
          etape={textes.etape(rang + 1, textes.cartes.length)}
          textes={{ ...textes, fin: textes.commencer }}
          onRang={setRang}
          onFin={terminer}
        />
      </GabaritSimple>
    </Produit>
  );
}
