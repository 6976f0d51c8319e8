import { useSyncExternalStore } from "react";

/** Breakpoints of the design system. */
export const LARGE = "(min-width: 48em)";
export const BUREAU = "(min-width: 62em)";

/** True without `matchMedia` (tests): the wide layout is the complete one. */
export function useMedia(requete: string): boolean {
  return useSyncExternalStore(
    (prevenir) => {
      if (typeof matchMedia !== "function") return () => undefined;
      const liste = matchMedia(requete);
      liste.addEventListener("change", prevenir);
      return () => liste.removeEventListener("change", prevenir);
    },
    () => typeof matchMedia !== "function" || matchMedia(requete).matches,
  );
}
