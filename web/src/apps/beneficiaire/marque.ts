import { cleMarque, marqueDeLAppareil, type CleMarque } from "@/domaines/identite/modele";
import type { Marque } from "@/gen/passemploi/identite/v1/structure_pb";
import { ecrire, lire } from "@/platform/stockage";

const CLE = "beneficiaire.marque";

/** The brand before a sign-in: the address first, then what this device saw last (D22). */
export function marqueAvantConnexion(adresse: string | undefined): CleMarque {
  const marque = marqueDeLAppareil(adresse, lire("appareil", CLE));
  if (adresse !== undefined) ecrire("appareil", CLE, marque);
  return marque;
}

export function retenirMarque(marque: Marque): CleMarque {
  const cle = cleMarque(marque);
  ecrire("appareil", CLE, cle);
  return cle;
}
