import { CLE_POSTE_PARTAGE, ecrire, effacer, lire } from "./stockage";

/**
 * A computer that several people use (TR-26): the person says so when he signs in. Nothing is
 * kept on it, and the session does not outlive its use. The two keys hold nothing about him.
 */
const CLE_ACTIVITE = `${CLE_POSTE_PARTAGE}.activite`;

/** Without use for so long, the person is warned… */
export const INACTIVITE_MS = 20 * 60_000;
/** … and has so long to say that he is still there. */
export const PREAVIS_MS = 60_000;

export function declarerPostePartage(partage: boolean): void {
  if (!partage) {
    effacer("session", CLE_POSTE_PARTAGE);
    return;
  }
  ecrire("session", CLE_POSTE_PARTAGE, "oui");
  noterActivite();
}

export function estPostePartage(): boolean {
  return lire("session", CLE_POSTE_PARTAGE) === "oui";
}

export function noterActivite(maintenant = Date.now()): void {
  ecrire("session", CLE_ACTIVITE, String(maintenant));
}

/** Milliseconds since any tab was used. */
export function inactivite(maintenant = Date.now()): number {
  return maintenant - Number(lire("session", CLE_ACTIVITE) ?? 0);
}

/** The person left without signing out: what is open is not shown to the next one. */
export function estPosteAbandonne(): boolean {
  return estPostePartage() && inactivite() >= INACTIVITE_MS + PREAVIS_MS;
}
