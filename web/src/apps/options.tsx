import { ecrireParametres, lireParametres } from "@/platform/navigation";
import { Chargement } from "@/ui/Etats";
import { PageErreur } from "./PageErreur";

/** Options that every router of the site shares. */
export const OPTIONS_ROUTEUR = {
  parseSearch: lireParametres,
  stringifySearch: ecrireParametres,
  scrollRestoration: true,
  defaultPendingComponent: () => <Chargement />,
  defaultPendingMs: 200,
  defaultErrorComponent: PageErreur,
} as const;

export function racine(): HTMLElement {
  const element = document.getElementById("racine");
  if (!element) throw new Error("no root element");
  return element;
}
