export const accueil = {
  titre: "Un parcours vers l'emploi, suivi à deux",
  document: "Accueil",
  intro:
    "Pass Emploi relie les conseillers et les personnes qu'ils accompagnent vers l'emploi, entre deux rendez-vous.",
  espaces: "Choisissez votre espace",
  conseiller: {
    libelle: "Espace conseiller",
    aide: "Mission Locale, France Travail, conseil départemental",
  },
  beneficiaire: {
    libelle: "Espace bénéficiaire",
    aide: "Vous êtes accompagné par un conseiller",
  },
  employeurs: {
    titre: "Vous êtes employeur ?",
    texte:
      "Il n'y a pas d'espace employeur ici. Pour publier une offre ou rencontrer des candidats, adressez-vous à France Travail ou à la Mission Locale de votre territoire.",
  },
  legal: {
    version: (date: string) => `Version du ${date}`,
    autres: "Les autres textes",
    marques: { cej: "CEJ", "pass-emploi": "pass emploi" },
    noms: {
      cgu: "Conditions Générales d'Utilisation",
      "mentions-legales": "Mentions légales",
      confidentialite: "Politique de confidentialité",
      accessibilite: "Accessibilité",
    },
  },
};
