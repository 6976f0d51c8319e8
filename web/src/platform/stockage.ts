import type { Espace } from "./espace";

/**
 * What the browser keeps between two visits. Storage may be refused (private windows,
 * strict settings): the fronts then work without memory.
 *
 * Keys of the device (theme, last sign-in button) hold nothing about a person and survive a
 * sign-out; keys of the session begin with their space and are erased by its sign-out.
 */
export type Portee = "appareil" | "session";

const PREFIXE = "pass-emploi";
const CLE_DU_THEME = "scheme";
/** Present when the person said that the device is not his own (`postePartage.ts`). */
export const CLE_POSTE_PARTAGE = "beneficiaire.poste-partage";

function cleComplete(portee: Portee, cle: string): string {
  return `${PREFIXE}.${portee}.${cle}`;
}

export function lire(portee: Portee, cle: string): string | undefined {
  try {
    return localStorage.getItem(cleComplete(portee, cle)) ?? undefined;
  } catch {
    return undefined;
  }
}

export function ecrire(portee: Portee, cle: string, valeur: string): void {
  try {
    localStorage.setItem(cleComplete(portee, cle), valeur);
  } catch {
    // Refused: nothing is remembered.
  }
}

export function effacer(portee: Portee, cle: string): void {
  try {
    localStorage.removeItem(cleComplete(portee, cle));
  } catch {
    // Refused: nothing was remembered.
  }
}

/**
 * Erases what is kept of a space: the other one may be open in the same browser (AU-30), and
 * the keys of the device hold nothing about a person. On a shared device those go too.
 */
export function effacerSession(espace: Espace): void {
  try {
    const partage = lire("session", CLE_POSTE_PARTAGE) !== undefined;
    const autre = espace === "conseiller" ? "beneficiaire" : "conseiller";
    const aGarder = (cle: string) =>
      cle.startsWith(cleComplete("session", `${autre}.`)) ||
      (!partage && (cle.startsWith(cleComplete("appareil", "")) || cle === CLE_DU_THEME));
    for (const cle of Object.keys(localStorage)) {
      if (!aGarder(cle)) localStorage.removeItem(cle);
    }
    sessionStorage.clear();
  } catch {
    // Refused: there is nothing to erase.
  }
}
