import { collegues, mission, panne } from "../../doublure/situations";
import type { EtatPage } from "./etat";

/** The people of the Mission Locale. */
export const ETABLISSEMENT: EtatPage[] = [
  {
    nom: "etablissement",
    chemin: "/conseiller/etablissement",
    preparer: mission,
    attendre: "quel que soit son conseiller",
  },
  {
    nom: "etablissement-resultats",
    chemin: "/conseiller/etablissement?q=ma",
    preparer: (etat) => {
      mission(etat);
      collegues(etat);
    },
    attendre: "Résultats de la recherche",
  },
  {
    nom: "etablissement-court",
    chemin: "/conseiller/etablissement?q=m",
    preparer: mission,
    attendre: "Saisissez au moins 2 caractères.",
  },
  {
    nom: "etablissement-vide",
    chemin: "/conseiller/etablissement?q=xyz",
    preparer: mission,
    attendre: "ne ressemble à",
  },
  {
    nom: "etablissement-erreur",
    chemin: "/conseiller/etablissement?q=kenza",
    preparer: panne("SearchEtablissement"),
    attendre: "Le service est momentanément indisponible",
  },
];
