import { etablissement } from "@/i18n/fr/etablissement";
import { portefeuille } from "@/i18n/fr/portefeuille";
import type { FicheVue } from "./fiche";

/** Where a fiche was opened from: one's own people, or those of the Mission Locale. */
export function listeDe(fiche: Pick<FicheVue, "lectureSeule"> | undefined) {
  return fiche?.lectureSeule
    ? { libelle: etablissement.titre, vers: "/etablissement" }
    : { libelle: portefeuille.titre, vers: "/portefeuille" };
}
