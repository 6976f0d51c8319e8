import { ACCUEIL } from "./accueil";
import { AJOUT } from "./ajout";
import { APP } from "./app";
import { ENTREE } from "./entree";
import { ETABLISSEMENT } from "./etablissement";
import { FICHE } from "./fiche";
import { JOURNAUX } from "./journaux";
import { PORTEFEUILLE } from "./portefeuille";
import { PROFIL } from "./profil";
import type { EtatPage } from "./etat";

/** Every state of every page that is looked at in a browser. */
export const PAGES: EtatPage[] = [
  ...ACCUEIL,
  ...ENTREE,
  ...PORTEFEUILLE,
  ...AJOUT,
  ...FICHE,
  ...JOURNAUX,
  ...ETABLISSEMENT,
  ...PROFIL,
  ...APP,
];
