import type { TexteLegal } from "../../../outils/textes-legaux";
import type { CleMarque } from "./modele";

export type { TexteLegal };

export const NOMS_TEXTES = ["cgu", "mentions-legales", "confidentialite", "accessibilite"] as const;
export type NomTexte = (typeof NOMS_TEXTES)[number];

const textes = import.meta.glob<{ default: TexteLegal }>("../../../../legal/*/*.md");

/** The text of a brand, loaded when it is read; nothing for an address that names none. */
export async function chargerTexteLegal(
  marque: string,
  nom: string,
): Promise<TexteLegal | undefined> {
  return (await textes[`../../../../legal/${marque}/${nom}.md`]?.())?.default;
}

export function chargerCgu(marque: CleMarque): Promise<TexteLegal | undefined> {
  return chargerTexteLegal(marque, "cgu");
}
