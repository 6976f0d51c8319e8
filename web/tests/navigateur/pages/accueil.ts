import type { EtatPage } from "./etat";

/** The public pages. */
export const ACCUEIL: EtatPage[] = [
  { nom: "accueil", chemin: "/", attendre: "Choisissez votre espace" },
  { nom: "legal-cej-cgu", chemin: "/legal/cej/cgu", attendre: "1. Objet" },
  {
    nom: "legal-pass-emploi-accessibilite",
    chemin: "/legal/pass-emploi/accessibilite",
    attendre: "État de conformité",
  },
  { nom: "legal-introuvable", chemin: "/legal/cej/rien", attendre: "Page introuvable" },
];
