export const conseiller = {
  espace: "Espace conseiller",
  menu: { portefeuille: "Portefeuille", etablissement: "Bénéficiaires", emailManquant: "(adresse e-mail manquante)" },
  messagerie: {
    titre: "Messagerie",
    vide: "Vos conversations s'afficheront ici.",
  },
};
