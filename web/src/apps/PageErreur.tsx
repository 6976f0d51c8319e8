import { useRouter } from "@tanstack/react-router";
import { texteErreur } from "@/i18n/fr/erreurs";
import { commun } from "@/i18n/fr/commun";
import { lireErreur } from "@/platform/erreurs";
import { EtatErreur } from "@/ui/Etats";
import { GabaritSimple } from "@/ui/Gabarit";
import { Logo } from "@/ui/Marque";
import { EntetePage, Produit } from "@/ui/Titre";
import { PageNonChargee } from "./pageDifferee";

/** Nothing of the page could be shown, inside its menu: what failed, and another try. */
export function ContenuEnErreur({ error }: { error: unknown }) {
  const routeur = useRouter();
  const erreur = lireErreur(error);
  const reessayer = () => {
    if (error instanceof PageNonChargee) location.reload();
    else void routeur.invalidate();
  };
  return (
    <>
      <EntetePage titre={commun.pageEnErreur} />
      <EtatErreur {...texteErreur(erreur)} code={erreur.code} onReessayer={reessayer} />
    </>
  );
}

/** The same where there is no menu around. */
export function PageErreur({ error }: { error: unknown }) {
  return (
    <Produit value={commun.produitNeutre}>
      <GabaritSimple logo={<Logo nom={commun.produitNeutre} />} pied={null}>
        <ContenuEnErreur error={error} />
      </GabaritSimple>
    </Produit>
  );
}
