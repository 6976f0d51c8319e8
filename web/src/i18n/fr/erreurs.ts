import type { Erreur, NomRaison } from "@/platform/erreurs";
import { commun } from "./commun";

/** What happened, and what the person may do about it. */
export interface TexteErreur {
  titre: string;
  texte: string;
}

const PARTENAIRES: Record<string, string> = {
  "i-milo": "i-milo",
  imilo: "i-milo",
  france_travail: "France Travail",
  "france-travail": "France Travail",
};

const partenaire = (e: Erreur) =>
  PARTENAIRES[(e.metadonnees.partenaire ?? "").toLowerCase()] ?? "Le service partenaire";

const PAR_RAISON: Partial<Record<NomRaison, (e: Erreur) => TexteErreur>> = {
  ROLE_INTERDIT: () => ({
    titre: "Action réservée",
    texte: "Votre compte ne permet pas cette action.",
  }),
  LECTURE_SEULE: () => ({
    titre: "Vous êtes en lecture seule",
    texte:
      "Vous pouvez uniquement lire la fiche de ce bénéficiaire car il ne fait pas partie de votre portefeuille.",
  }),
  INTROUVABLE: () => ({
    titre: commun.introuvable.titre,
    texte: commun.introuvable.texte,
  }),
  CHAMP_REQUIS: () => ({ titre: "Information manquante", texte: commun.champRequis }),
  TEXTE_TROP_LONG: (e) => ({
    titre: "Texte trop long",
    texte: `Le texte ne peut pas dépasser ${e.metadonnees.limite ?? "la limite de"} caractères.`,
  }),
  CARACTERE_INTERDIT: () => ({
    titre: "Caractère interdit",
    texte: "Le texte contient un caractère invisible qui n'est pas accepté. Saisissez-le à nouveau.",
  }),
  NOM_INVALIDE: () => ({
    titre: "Nom invalide",
    texte: "Utilisez uniquement des lettres, des espaces, des tirets, des apostrophes et des points.",
  }),
  EMAIL_INVALIDE: () => ({
    titre: "E-mail invalide",
    texte: "Saisissez une adresse e-mail valide, par exemple : monemail@exemple.com.",
  }),
  EMAIL_CARACTERE_REFUSE: (e) => ({
    titre: "E-mail invalide",
    texte: caractereRefuse(e.metadonnees.caractere ?? ""),
  }),
  NUMERO_DOSSIER_INVALIDE: () => ({
    titre: "Numéro de dossier invalide",
    texte: "Saisissez le numéro du dossier (1 à 11 chiffres) ou collez l'adresse du dossier i-milo.",
  }),
  CONSEILLER_MILO_SANS_STRUCTURE: () => ({
    titre: "Votre Mission Locale n'est pas connue",
    texte:
      "i-milo n'indique pas votre Mission Locale. Faites vérifier votre rattachement dans i-milo, puis reconnectez-vous.",
  }),
  DOSSIER_SANS_EMAIL: () => ({
    titre: "Le dossier n'a pas d'adresse e-mail",
    texte: "Renseignez l'e-mail du jeune dans i-milo, puis rafraîchissez le compte.",
  }),
  COMPTE_AUTRE_ML: () => ({
    titre: "Un compte existe déjà dans une autre Mission Locale",
    texte: "Vous pouvez lier ce compte à votre Mission Locale en créant à nouveau le compte depuis le dossier.",
  }),
  PARTENAIRE_REFUSE: (e) => ({
    titre: `${partenaire(e)} a refusé la demande`,
    texte: [e.metadonnees.message, "Corrigez le dossier, puis recommencez."]
      .filter(Boolean)
      .join(" "),
  }),
  CREATION_INCERTAINE: () => ({
    titre: "Une tentative est déjà en cours",
    texte: "La réponse d'i-milo est attendue.",
  }),
  COMPTE_DEJA_ACTIVE: () => ({
    titre: "Le compte est déjà créé",
    texte: "Actualisez la page pour voir son état.",
  }),
  EMAIL_EXISTE_DEJA: (e) => ({
    titre: "Cet e-mail est déjà utilisé",
    texte:
      e.metadonnees.chez === "MON_PORTEFEUILLE"
        ? "Un bénéficiaire de votre portefeuille a déjà cet e-mail."
        : "Un compte existe déjà avec cet e-mail, chez un autre conseiller. Vérifiez l'adresse avec le bénéficiaire.",
  }),
  DOSSIER_EXISTE_DEJA: (e) => ({
    titre: "Ce dossier a déjà un compte",
    texte:
      e.metadonnees.chez === "MON_PORTEFEUILLE"
        ? "Le bénéficiaire de ce dossier est déjà dans votre portefeuille."
        : "Le bénéficiaire de ce dossier est déjà suivi par un autre conseiller de votre Mission Locale.",
  }),
  COMPTE_IMILO_DEJA_LIE: () => ({
    titre: "Le compte i-milo sert déjà à une autre personne",
    texte: "Contactez le support : le compte i-milo de ce dossier est lié à un autre bénéficiaire.",
  }),
  CLE_REUTILISEE: () => ({
    titre: "Cette demande a déjà été enregistrée",
    texte:
      "Une première demande est partie avec d'autres informations. Vérifiez votre portefeuille avant de recommencer.",
  }),
  QUOTA_DOSSIERS: () => ({
    titre: "Trop de dossiers consultés",
    texte: "Vous avez ouvert 20 dossiers en 10 minutes.",
  }),
  PARTENAIRE_INDISPONIBLE: (e) => ({
    titre: `${partenaire(e)} ne répond pas`,
    texte: "Rien n'est perdu : réessayez dans quelques instants.",
  }),
  BASE_INDISPONIBLE: () => ({
    titre: "Le service est momentanément indisponible",
    texte: "Réessayez dans quelques instants.",
  }),
  ERREUR_INTERNE: (e) => ({
    titre: "Une erreur est survenue",
    texte: e.metadonnees.incident
      ? `Réessayez. Si l'erreur persiste, donnez au support le numéro d'incident ${e.metadonnees.incident}.`
      : "Réessayez. Si l'erreur persiste, contactez le support.",
  }),
};

const PAR_GENRE: Record<Erreur["genre"], TexteErreur> = {
  a_corriger: {
    titre: "La demande n'a pas pu être traitée",
    texte: "Vérifiez les informations saisies.",
  },
  session: {
    titre: "Votre session a expiré",
    texte: "Connectez-vous à nouveau pour continuer.",
  },
  droits: { titre: "Action réservée", texte: "Votre compte ne permet pas cette action." },
  introuvable: { titre: commun.introuvable.titre, texte: commun.introuvable.texte },
  conflit: {
    titre: "L'action n'est plus possible",
    texte: "La situation a changé entre-temps. Actualisez la page.",
  },
  indisponible: {
    titre: "Le service ne répond pas",
    texte: "Vérifiez votre connexion internet, puis réessayez.",
  },
  inattendu: {
    titre: "Une erreur est survenue",
    texte: "Réessayez. Si l'erreur persiste, contactez le support.",
  },
};

/** The sentence of D44: it names the character that is refused. */
export function caractereRefuse(caractere: string): string {
  if (caractere.trim() === "") return "L'e-mail ne doit pas contenir d'espace.";
  return `L'e-mail ne doit pas contenir le caractère « ${caractere} ».`;
}

export function texteErreur(erreur: Erreur): TexteErreur {
  const texte = (erreur.raison && PAR_RAISON[erreur.raison]?.(erreur)) || PAR_GENRE[erreur.genre];
  if (erreur.attente === undefined) return texte;
  return { ...texte, texte: `${texte.texte} ${commun.reessayerDans(erreur.attente)}` };
}
