import { commun } from "@/i18n/fr/commun";
import { GabaritSimple } from "@/ui/Gabarit";
import { Logo, useMarqueDocument } from "@/ui/Marque";
import { PageIntrouvable } from "@/ui/PageIntrouvable";
import { Pied } from "@/ui/Pied";
import { Produit } from "@/ui/Titre";

/** An address that no page answers, whether the person is signed in or not. */
export function PageHorsMenu() {
  useMarqueDocument("pass-emploi");
  return (
    <Produit value={commun.produitNeutre}>
      <GabaritSimple
        logo={<Logo nom={commun.produitNeutre} />}
        pied={<Pied marque="pass-emploi" />}
      >
        <PageIntrouvable />
      </GabaritSimple>
    </Produit>
  );
}
