import { de } from "./elision";

/** The two ways for an account to leave a portefeuille, and the creation that is given up. */
export const suppression = {
  action: "Supprimer ce compte",
  encours: "Suppression en cours",
  continuer: "Continuer",
  retour: "Étape précédente",
  etape: (n: number) => `Étape ${n} sur 2`,
  archiver: {
    titre: "Supprimer ce compte ?",
    texte: (nom: string) => `Le compte ${de(nom)} va être archivé.`,
    consequences: [
      "Le bénéficiaire est déconnecté et ne peut plus utiliser l'application.",
      "Ses informations ne sont plus accessibles, ni pour lui, ni pour vous.",
      "Une copie chiffrée est conservée 2 ans pour le support, puis effacée.",
    ],
    averti: "Le bénéficiaire en est averti par e-mail.",
    nonAverti: "Il n'est pas averti : une autre Mission Locale le suit.",
    titreMotif: "Pourquoi supprimer ce compte ?",
    confirmer: "Supprimer le compte",
  },
  jamaisActive: {
    titre: "Supprimer ce compte ?",
    texte: (nom: string) =>
      `${nom} ne s'est jamais connecté. Son compte est effacé tout de suite, sans copie et sans e-mail.`,
    milo: "Son compte i-milo n'est pas supprimé : vous pourrez créer à nouveau le compte depuis le dossier.",
    email: "Vous pourrez créer à nouveau un compte avec la même adresse e-mail.",
    confirmer: "Supprimer le compte",
  },
  pret: {
    titre: "Ce bénéficiaire vous est confié temporairement",
    texte: (conseiller: string) => `${conseiller} perdra ce bénéficiaire et en sera averti.`,
    sansNom: "Son premier conseiller",
    confirmer: "Supprimer quand même",
  },
  fait: {
    titre: (nom: string) => `Le compte ${de(nom)} a été supprimé`,
    archive: "Il est archivé pour 2 ans. Le bénéficiaire n'est plus dans votre portefeuille.",
    efface: "Le bénéficiaire n'est plus dans votre portefeuille.",
  },
  absent: {
    titre: (nom: string) => `${nom} n'est plus dans votre portefeuille`,
    texte: "Son compte a déjà été supprimé, ou un autre conseiller suit ce bénéficiaire. Rien n'a été changé.",
  },
  reponsePerdue: {
    titre: "La réponse n'est pas arrivée",
    texte: "Le compte est peut-être déjà supprimé. Recommencez : il ne peut pas l'être deux fois.",
  },
};

export const abandon = {
  action: "Abandonner",
  actionDe: (nom: string) => ` la création du compte ${de(nom)}`,
  titre: "Abandonner la création ?",
  texte: (nom: string) => `${nom} disparaît de votre portefeuille.`,
  imilo: "Si i-milo a déjà créé son compte, il servira quand vous créerez à nouveau le compte depuis le dossier.",
  confirmer: "Abandonner la création",
  fait: {
    titre: "La création est abandonnée",
    texte: (nom: string) => `${nom} n'est plus dans votre portefeuille.`,
  },
};
