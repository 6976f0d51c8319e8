import type { Erreur, NomRaison } from "@/platform/erreurs";
import { commun, pluriel } from "./commun";

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

const nomPartenaire = (e: Erreur): string | undefined =>
  PARTENAIRES[(e.metadonnees.partenaire ?? "").toLowerCase()];

const partenaire = (e: Erreur) => nomPartenaire(e) ?? "Le service partenaire";

function portefeuilleNonVide(nombre: number): string {
  const reste =
    nombre > 0
      ? `${nombre} ${pluriel(nombre, "bénéficiaire y est encore rattaché", "bénéficiaires y sont encore rattachés")}.`
      : "Des bénéficiaires y sont encore rattachés.";
  return `${reste} Votre compte pourra être supprimé quand ils seront suivis par un autre conseiller.`;
}

export const identifiantFtInvalide =
  "Saisissez 1 à 11 lettres ou chiffres, sans espace ni accent.";

const jourEnClair = (jour: string) => jour.split("-").toReversed().join("/");

function bornes(debut: string | undefined, fin: string | undefined): string {
  return debut && fin
    ? `Choisissez une date du ${jourEnClair(debut)} au ${jourEnClair(fin)}.`
    : "Choisissez une autre date.";
}

/** Refusals of a sign-in are read apart, and have their own words (`refusConnexion`). */
type RaisonConnexion =
  | "CONSEILLER_NON_VALIDE"
  | "CONSEILLER_NON_AUTORISE"
  | "UTILISATEUR_INEXISTANT"
  | "UTILISATEUR_DEJA_AUTRE_STRUCTURE"
  | "EMAIL_BENEFICIAIRE_INTROUVABLE"
  | "STRUCTURE_UTILISATEUR_NON_TRAITABLE"
  | "ETAT_INVALIDE"
  | "CONSENTEMENT_REFUSE"
  | "MIGRATION_PARCOURS_EMPLOI"
  | "TYPE_UTILISATEUR_NON_TRAITABLE";

const SESSION_FINIE: TexteErreur = {
  titre: "Votre session a expiré",
  texte: "Connectez-vous à nouveau pour continuer.",
};

const DEMANDE_ILLISIBLE: TexteErreur = {
  titre: "La demande n'a pas pu être traitée",
  texte: "Rechargez la page, puis recommencez. Si l'erreur persiste, contactez le support.",
};

/** Every reason of a call has its words: the compiler asks for those of a new one. */
const PAR_RAISON: Record<Exclude<NomRaison, RaisonConnexion>, (e: Erreur) => TexteErreur> = {
  JETON_INVALIDE: () => SESSION_FINIE,
  JETON_EXPIRE: () => SESSION_FINIE,
  SESSION_REVOQUEE: () => SESSION_FINIE,
  CLE_INVALIDE: () => ({
    titre: "Accès refusé",
    texte: "La clé de ce service partenaire n'est pas reconnue.",
  }),
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
  RESERVE_AU_REFERENT: () => ({
    titre: "Réservé au conseiller référent",
    texte: "Seul le conseiller qui suit ce bénéficiaire peut consulter ces informations.",
  }),
  BENEFICIAIRE_PRETE: () => ({
    titre: "Ce bénéficiaire est suivi temporairement par un autre conseiller",
    texte: "Vous pourrez à nouveau agir pour lui à la fin du suivi temporaire.",
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
  IDENTIFIANT_INVALIDE: () => DEMANDE_ILLISIBLE,
  VALEUR_INCONNUE: () => ({
    titre: "Choix inconnu",
    texte: "Choisissez une des valeurs proposées.",
  }),
  PAGE_INVALIDE: () => DEMANDE_ILLISIBLE,
  DISPOSITIF_NON_PERMIS: () => ({
    titre: "Dispositif non proposé",
    texte: "Choisissez un des dispositifs proposés par votre structure.",
  }),
  MOTIF_NON_PERMIS: () => ({
    titre: "Motif non proposé",
    texte: "Choisissez un des motifs proposés par votre structure.",
  }),
  COMMENTAIRE_REQUIS: () => ({
    titre: "Commentaire manquant",
    texte: "Précisez le motif dans le commentaire.",
  }),
  DATE_HORS_BORNES: (e) => ({
    titre: "Date hors des bornes",
    texte: bornes(e.metadonnees.debut, e.metadonnees.fin),
  }),
  IDENTIFIANT_FT_INVALIDE: () => ({
    titre: "Identifiant France Travail invalide",
    texte: identifiantFtInvalide,
  }),
  MESSAGE_TROP_GRAND: () => ({
    titre: "La demande est trop longue",
    texte: "Raccourcissez les textes saisis, puis recommencez.",
  }),
  MESSAGE_ILLISIBLE: () => DEMANDE_ILLISIBLE,
  RECHERCHE_TROP_COURTE: (e) => ({
    titre: "Recherche trop courte",
    texte: `Saisissez au moins ${e.metadonnees.limite ?? "deux"} caractères.`,
  }),
  JETON_DE_PAGE_INVALIDE: () => ({
    titre: "La suite de la liste n'est plus disponible",
    texte: "La liste a changé. Rechargez la page pour la reprendre du début.",
  }),
  CONFIRMATION_INVALIDE: () => ({
    titre: "Confirmation incorrecte",
    texte: "Le mot saisi n'est pas celui qui est demandé.",
  }),
  LISTE_TROP_LONGUE: (e) => ({
    titre: "Trop d'éléments",
    texte: e.metadonnees.limite
      ? `Choisissez ${e.metadonnees.limite} éléments au plus.`
      : "Choisissez moins d'éléments.",
  }),
  LISTE_VIDE: () => ({
    titre: "Rien n'est sélectionné",
    texte: "Choisissez au moins un élément.",
  }),
  ABONNEMENT_INVALIDE: () => ({
    titre: "Cet appareil ne peut pas recevoir de notifications",
    texte: "Le service de notification de votre navigateur n'est pas accepté. Essayez avec un autre navigateur.",
  }),
  PERIMETRE_INVALIDE: () => ({
    titre: "Périmètre invalide",
    texte: "Choisissez de 1 à 50 agences, ou Missions Locales, de la même famille.",
  }),
  CGU_NON_SIGNEES: () => ({
    titre: "Les conditions d'utilisation ont changé",
    texte: "Acceptez-les pour continuer.",
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
  CREATION_INCERTAINE: (e) =>
    e.attente === undefined
      ? {
          titre: "Création en attente d'i-milo",
          texte: "Reprenez d'abord la création du compte, ou abandonnez-la.",
        }
      : {
          titre: "Une tentative est déjà en cours",
          texte: "La réponse d'i-milo est attendue.",
        },
  COMPTE_DEJA_ACTIVE: () => ({
    titre: "L'état du compte a changé",
    texte: "Le compte est maintenant créé ou activé. Actualisez la page pour voir ce qui est possible.",
  }),
  COMPTE_NON_ACTIVE: () => ({
    titre: "Le compte n'est pas activé",
    texte: "Le bénéficiaire ne s'est jamais connecté : supprimez le compte au lieu de l'archiver.",
  }),
  BENEFICIAIRE_REPRIS_PAR_AUTRE_ML: () => ({
    titre: "Suivi par une autre Mission Locale",
    texte: "Ce bénéficiaire n'est plus accompagné ici : vous pouvez seulement lire sa fiche et supprimer son compte.",
  }),
  PRET_A_CONFIRMER: (e) => ({
    titre: "Ce bénéficiaire vous est confié temporairement",
    texte: `${e.metadonnees.conseiller ?? "Son premier conseiller"} perdra ce bénéficiaire et en sera averti.`,
  }),
  COMPTAGE_RESERVE_CEJ: () => ({
    titre: "Le compteur est réservé au CEJ",
    texte: "Le compteur d'heures existe seulement pour le CEJ d'une Mission Locale.",
  }),
  SESSION_PARTENAIRE_EXPIREE: (e) => ({
    titre: `Votre connexion à ${nomPartenaire(e) ?? "ce service"} a expiré`,
    texte: "Déconnectez-vous, puis reconnectez-vous pour voir ces informations. Le reste du service fonctionne.",
  }),
  AGENCE_DEJA_CHOISIE: () => ({
    titre: "Votre agence est déjà choisie",
    texte: "Pour en changer, contactez le support.",
  }),
  PORTEFEUILLE_NON_VIDE: (e) => ({
    titre: "Votre portefeuille n'est pas vide",
    texte: portefeuilleNonVide(Number(e.metadonnees.nombre ?? 0)),
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
  IDENTIFIANT_EXISTE_DEJA: () => ({
    titre: "Cet identifiant est déjà utilisé",
    texte: "Un autre bénéficiaire a cet identifiant France Travail. Vérifiez le numéro.",
  }),
  ETAG_PERIME: () => ({
    titre: "La fiche a été modifiée entre-temps",
    texte: "Elle vient d'être rechargée et votre saisie est gardée. Vérifiez-la, puis enregistrez à nouveau.",
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
  QUOTA_CONSULTATIONS: () => ({
    titre: "Trop de fiches consultées hors de votre portefeuille",
    texte:
      "La consultation de fiches que vous ne suivez pas est bloquée pour protéger les données des bénéficiaires. Les fiches de votre portefeuille restent accessibles.",
  }),
  RENVOI_TROP_TOT: () => ({
    titre: "L'e-mail d'activation vient d'être envoyé",
    texte: "Il ne peut être renvoyé que toutes les 10 minutes, quelle que soit la personne qui le demande.",
  }),
  QUOTA_DEMANDES: () => ({
    titre: "Trop de demandes",
    texte: "Trop d'e-mails d'activation ont été demandés depuis votre connexion internet.",
  }),
  QUOTA_CONNEXIONS: () => ({
    titre: "Trop de tentatives de connexion",
    texte: "Le nombre de connexions est limité pour protéger votre compte.",
  }),
  QUOTA_APPELS: () => ({
    titre: "Trop de demandes en peu de temps",
    texte: "Patientez avant de continuer.",
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
  session: SESSION_FINIE,
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
  const parRaison: Partial<Record<NomRaison, (e: Erreur) => TexteErreur>> = PAR_RAISON;
  const texte = (erreur.raison && parRaison[erreur.raison]?.(erreur)) ?? PAR_GENRE[erreur.genre];
  if (erreur.attente === undefined) return texte;
  return { ...texte, texte: `${texte.texte} ${commun.reessayerDans(erreur.attente)}` };
}
