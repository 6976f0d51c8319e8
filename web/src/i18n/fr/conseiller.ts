export const conseiller = {
  espace: "Espace conseiller",
  menu: { portefeuille: "Portefeuille" },
  messagerie: {
    titre: "Messagerie",
    vide: "Vos conversations s'afficheront ici.",
  },
};
