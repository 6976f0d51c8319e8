import { useRouter } from "@tanstack/react-router";
import { texteErreur } from "@/i18n/fr/erreurs";
import { commun } from "@/i18n/fr/commun";
import { lireErreur } from "@/platform/erreurs";
import { EtatErreur } from "@/ui/Etats";
import { GabaritSimple } from "@/ui/Gabarit";
import { Logo } from "@/ui/Marque";
import { EntetePage, Produit } from "@/ui/Titre";

/** Nothing of the page could be shown: what failed, and another try. */
export function PageErreur({ error }: { error: unknown }) {
  const routeur = useRouter();
  const erreur = lireErreur(error);
  return (
    <Produit value={commun.produitNeutre}>
      <GabaritSimple logo={<Logo nom={commun.produitNeutre} />} pied={null}>
        <EntetePage titre={commun.pageEnErreur} />
        <EtatErreur
          {...texteErreur(erreur)}
          code={erreur.code}
          onReessayer={() => void routeur.invalidate()}
        />
      </GabaritSimple>
    </Produit>
  );
}
