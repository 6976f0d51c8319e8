import type { ThemeChoisi } from "@/ui/theme";

const regles = new Intl.PluralRules("fr");

/** French plural: 0 and 1 are singular. */
export function pluriel(n: number, singulier: string, plusieurs: string): string {
  return regles.select(n) === "one" ? singulier : plusieurs;
}

const duree = (secondes: number) => {
  if (secondes < 90) return `${secondes} ${pluriel(secondes, "seconde", "secondes")}`;
  const minutes = Math.ceil(secondes / 60);
  return `${minutes} ${pluriel(minutes, "minute", "minutes")}`;
};

export const commun = {
  produitNeutre: "Pass Emploi",
  chargement: "Chargement",
  chargementLong: "Le chargement prend plus de temps que prévu. Merci de patienter.",
  reessayer: "Réessayer",
  retour: "Retour",
  annuler: "Annuler",
  fermer: "Fermer",
  code: (code: string) => `Code : ${code}`,
  nouvelleFenetre: " (nouvelle fenêtre)",
  reessayerDans: (secondes: number) => `Vous pourrez réessayer dans ${duree(secondes)}.`,
  page: (page: number, nombre: number) => `Page ${page} sur ${nombre}`,
  champsObligatoires: "Les champs marqués d'une * sont obligatoires.",
  tropLong: (limite: number) => `Le texte ne peut pas dépasser ${limite} caractères.`,
  champRequis: "Remplissez ce champ.",
  erreursFormulaire: (n: number) =>
    pluriel(n, "Le formulaire contient une erreur", `Le formulaire contient ${n} erreurs`),
  compteur: (n: number, maximum: number) => `${n}/${maximum}`,
  compteurAnnonce: (reste: number) =>
    reste >= 0
      ? `${reste} ${pluriel(reste, "caractère restant", "caractères restants")}`
      : `${-reste} ${pluriel(-reste, "caractère de trop", "caractères de trop")}`,
  evitement: {
    titre: "Accès rapide",
    contenu: "Aller au contenu",
    menu: "Aller au menu",
    messagerie: "Aller aux conversations",
  },
  menu: {
    ouvrir: "Menu",
    fermer: "Fermer le menu",
    principal: "Menu principal",
  },
  pagination: {
    titre: "Pages de la liste",
    page: (n: number) => `Page ${n}`,
    precedente: "Page précédente",
    suivante: "Page suivante",
  },
  tri: {
    par: "Trier par",
    croissant: "croissant",
    decroissant: "décroissant",
  },
  apparence: {
    titre: "Apparence",
    ouvrir: "Paramètres d'affichage",
    consigne: "Choisissez l'apparence du site.",
    choix: { light: "Jour", dark: "Nuit", system: "Système" } satisfies Record<
      ThemeChoisi,
      string
    >,
    aide: {
      light: "Texte foncé sur fond clair",
      dark: "Texte clair sur fond foncé",
      system: "Comme votre appareil",
    } satisfies Record<ThemeChoisi, string>,
  },
  pied: {
    titre: "Informations légales",
    accessibilite: "Niveau d'accessibilité : non conforme",
    cgu: "Conditions Générales d'Utilisation",
    mentions: "Mentions légales",
    confidentialite: "Politique de confidentialité",
  },
  introuvable: {
    titre: "Page introuvable",
    texte:
      "La page demandée n'existe pas ou n'est pas accessible avec votre compte. Vérifiez l'adresse, ou revenez à l'accueil.",
    action: "Revenir à l'accueil",
  },
  pageEnErreur: "La page ne peut pas être affichée",
  horsConnexion: "Vous êtes hors connexion.",
  modifications: {
    titre: "Quitter sans enregistrer ?",
    texte: "Les informations saisies seront perdues.",
    quitter: "Quitter la page",
    rester: "Continuer la saisie",
  },
};
