import { lazyRouteComponent } from "@tanstack/react-router";

/**
 * The code of a page could not be fetched. The browser remembers the failure: only a new
 * document asks again.
 */
export class PageNonChargee extends Error {}

/**
 * A page whose code comes when it is opened. The router would reload the document by itself
 * when the code is missing, and leave it blank if the rest is missing too: here the person
 * decides, in front of an error.
 */
export function pageDifferee<T extends Record<string, unknown>, N extends keyof T & string>(
  importer: () => Promise<T>,
  nom: N,
) {
  const charger = () =>
    importer().catch((cause: unknown) => {
      throw new PageNonChargee("page not loaded", { cause });
    });
  return lazyRouteComponent(charger, nom);
}
