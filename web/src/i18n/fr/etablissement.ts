import { pluriel } from "./commun";

export const etablissement = {
  titre: "Bénéficiaires",
  intro:
    "Recherchez un bénéficiaire de votre Mission Locale, quel que soit son conseiller. Sa fiche s'ouvre en lecture seule et chaque consultation est notée.",
  recherche: {
    libelle: "Rechercher un bénéficiaire par son nom ou prénom",
    aide: "2 caractères au minimum. Les petites fautes de frappe sont acceptées.",
    action: "Rechercher",
    reinitialiser: "Effacer la recherche",
    tropCourte: "Saisissez au moins 2 caractères.",
    resultat: (n: number) =>
      n === 0 ? "Aucun bénéficiaire trouvé" : `${n} ${pluriel(n, "bénéficiaire trouvé", "bénéficiaires trouvés")}`,
    vide: "Aucun bénéficiaire trouvé",
    videTexte: (q: string) =>
      `Aucun nom de votre Mission Locale ne ressemble à « ${q} ». Vérifiez l'orthographe.`,
  },
  liste: {
    titre: (n: number) => `Résultats de la recherche (${n})`,
    colonnes: {
      nom: "Bénéficiaire",
      situation: "Situation",
      derniere_activite: "Dernière activité",
      conseiller: "Conseiller",
    },
    mien: "Votre portefeuille",
  },
};

export const dossierImilo = {
  titre: "Dossier i-milo",
  recherche: "Recherche du bénéficiaire de ce dossier",
  retour: "Retour à Portefeuille",
  saisir: "Saisir un numéro de dossier",
};
