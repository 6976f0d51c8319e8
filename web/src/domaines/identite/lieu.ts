import { commun } from "@/i18n/fr/commun";
import { entreeConseiller } from "@/i18n/fr/entreeConseiller";
import type { RechercheLieu } from "./api";

/** The rules of the search of an agence or of a Mission Locale. */
export const RECHERCHE_LIEU_MAX = 100;
export const AGENCE_LIBRE_MAX = 255;

const textes = entreeConseiller.lieu;

/** "1" is written "01" in the referential; Corsica has letters, overseas three figures. */
export function codeDepartement(brut: string): string {
  const code = brut.trim().toUpperCase();
  return /^\d$/.test(code) ? `0${code}` : code;
}

export function verifierDepartement(brut: string): string | undefined {
  const code = codeDepartement(brut);
  return code === "" || /^(\d{2,3}|2[AB])$/.test(code) ? undefined : textes.departementInvalide;
}

/** A list of everything would not be read: something must be asked for. */
export function verifierRecherche(
  { recherche, departement }: RechercheLieu,
  missionLocale: boolean,
): string | undefined {
  if (departement.trim() !== "") return undefined;
  if (missionLocale) return commun.champRequis;
  return recherche.trim() === "" ? textes.rechercheVide : undefined;
}

export function verifierAgenceLibre(brut: string): string | undefined {
  if (brut.trim() === "") return commun.champRequis;
  return [...brut.trim()].length > AGENCE_LIBRE_MAX ? commun.tropLong(AGENCE_LIBRE_MAX) : undefined;
}
