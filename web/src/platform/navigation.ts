import type { AnyRouter } from "@tanstack/react-router";

/**
 * After a change of page the focus goes to the new title. At the first load it stays at the
 * top of the document, so that the skip links come first.
 */
let changementDePage = false;

export function suivreNavigation(routeur: AnyRouter): void {
  routeur.subscribe("onBeforeNavigate", ({ fromLocation, pathChanged }) => {
    if (fromLocation && pathChanged) changementDePage = true;
  });
}

export function titreDoitPrendreLeFocus(): boolean {
  return changementDePage;
}

/** What held the focus is gone: the title is where one goes on from. */
export function focusTitre(): void {
  document.querySelector("h1")?.focus();
}

/**
 * The address to come back to after a sign-in: inside the space, and nowhere else, whatever
 * the address bar says.
 */
export function retourSur(retour: string | undefined, base: string): string | undefined {
  if (!retour) return undefined;
  try {
    const url = new URL(retour, location.origin);
    const dansEspace = url.pathname === base || url.pathname.startsWith(`${base}/`);
    if (url.origin !== location.origin || !dansEspace || retour.startsWith("//")) return undefined;
    return url.pathname + url.search;
  } catch {
    return undefined;
  }
}

/** Search parameters are plain strings: addresses stay readable, "402117" stays a text. */
export function lireParametres(recherche: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(recherche));
}

export function ecrireParametres(parametres: Record<string, unknown>): string {
  const pleins = Object.entries(parametres).filter(
    ([, valeur]) => valeur !== undefined && valeur !== "",
  );
  const texte = new URLSearchParams(pleins.map(([cle, v]) => [cle, String(v)])).toString();
  return texte === "" ? "" : `?${texte}`;
}
