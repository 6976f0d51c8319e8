import { du } from "./elision";

export const imilo = {
  retard: {
    titre: "i-milo n'a pas pu être lu",
    texte: (date: string) =>
      `Les situations et les dates venues d'i-milo sont celles ${du(date)}. Elles ont pu changer depuis.`,
  },
};
