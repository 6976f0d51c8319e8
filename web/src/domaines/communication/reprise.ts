import { aPourRaison, lireErreur } from "@/platform/erreurs";
import type { Espace } from "@/platform/espace";
import { renouveler } from "@/platform/session";

/**
 * Whether a stream that failed is opened again. `relire` is called when the session is over: an
 * ordinary read tells the whole space.
 */
export async function reprendre(espace: Espace, relire: () => void, erreur: unknown): Promise<boolean> {
  if (aPourRaison(erreur, "JETON_EXPIRE")) {
    try {
      if (await renouveler(espace, Date.now())) return true;
    } catch {
      // Nobody said that the session is over: later.
      return true;
    }
  }
  const { genre } = lireErreur(erreur);
  if (genre === "session") relire();
  return genre === "indisponible" || genre === "inattendu";
}
