import { Raison } from "@/gen/passemploi/erreurs/v1/raison_pb";
import type { Espace } from "@/platform/espace";

interface TexteRefus {
  titre: string;
  texte: string;
  remede: string;
  /** What to do, in order, when one sentence is not enough. */
  etapes?: string[];
}

/** Reasons that `GetErreurConnexion` may give. */
type RaisonConnexion =
  | Raison.CONSEILLER_NON_VALIDE
  | Raison.CONSEILLER_NON_AUTORISE
  | Raison.UTILISATEUR_INEXISTANT
  | Raison.UTILISATEUR_DEJA_AUTRE_STRUCTURE
  | Raison.EMAIL_BENEFICIAIRE_INTROUVABLE
  | Raison.STRUCTURE_UTILISATEUR_NON_TRAITABLE
  | Raison.ETAT_INVALIDE
  | Raison.CONSENTEMENT_REFUSE
  | Raison.MIGRATION_PARCOURS_EMPLOI
  | Raison.TYPE_UTILISATEUR_NON_TRAITABLE
  | Raison.PARTENAIRE_INDISPONIBLE
  | Raison.QUOTA_CONNEXIONS;

interface ContexteRefus {
  espace?: Espace;
  email?: string;
  structure?: string;
}

function compteInexistant({ espace, email }: ContexteRefus): TexteRefus {
  if (espace === "conseiller") {
    return {
      titre: "Vous n'avez pas encore de compte conseiller",
      texte: "Votre compte est créé à votre première connexion, dans le dispositif que vous choisissez.",
      remede: "Choisissez votre dispositif ci-dessous.",
    };
  }
  return {
    titre: "Aucun compte ne correspond",
    texte: email
      ? `Aucun compte n'existe pour l'adresse ${email}.`
      : "Aucun compte n'existe pour cette personne.",
    remede:
      "Votre conseiller doit d'abord créer votre compte avec cette adresse. Contactez-le, puis reconnectez-vous.",
  };
}

function compteAilleurs({ espace, structure }: ContexteRefus): TexteRefus {
  const texte = structure
    ? `Votre compte existe déjà pour : ${structure}.`
    : "Votre compte existe déjà pour un autre dispositif.";
  if (espace === "conseiller") {
    return {
      titre: "Votre compte existe dans un autre dispositif",
      texte,
      remede:
        "Connectez-vous avec le bouton de ce dispositif. Si vous avez changé de dispositif, suivez ces étapes :",
      etapes: [
        "Connectez-vous avec le bouton de votre ancien dispositif.",
        "Faites réaffecter vos bénéficiaires : votre portefeuille doit être vide.",
        "Dans votre profil, choisissez « Supprimer mon compte ».",
        "Revenez ici et connectez-vous avec le bouton de votre nouveau dispositif.",
      ],
    };
  }
  return {
    titre: "Votre compte existe avec une autre connexion",
    texte,
    remede: "Connectez-vous avec l'autre bouton. Si vous avez changé d'accompagnement, parlez-en à votre conseiller.",
  };
}

/** Why a sign-in was refused, and the cure. */
export const refusConnexion: Record<RaisonConnexion, (contexte: ContexteRefus) => TexteRefus> = {
  [Raison.CONSEILLER_NON_VALIDE]: () => ({
    titre: "Votre nom ou votre prénom est manquant",
    texte: "Votre service de connexion n'a pas transmis votre nom et votre prénom.",
    remede: "Faites compléter votre compte professionnel, puis connectez-vous à nouveau.",
  }),
  [Raison.CONSEILLER_NON_AUTORISE]: () => ({
    titre: "Votre compte n'est pas encore autorisé",
    texte: "Vous n'êtes pas dans la liste des conseillers de votre département.",
    remede: "Demandez à votre responsable de vous faire ajouter à cette liste.",
  }),
  [Raison.UTILISATEUR_INEXISTANT]: compteInexistant,
  [Raison.UTILISATEUR_DEJA_AUTRE_STRUCTURE]: compteAilleurs,
  [Raison.EMAIL_BENEFICIAIRE_INTROUVABLE]: () => ({
    titre: "Votre adresse e-mail est manquante",
    texte: "Votre compte n'a pas transmis d'adresse e-mail : nous ne pouvons pas vous reconnaître.",
    remede: "Ajoutez une adresse e-mail à votre compte, puis connectez-vous à nouveau.",
  }),
  [Raison.STRUCTURE_UTILISATEUR_NON_TRAITABLE]: () => ({
    titre: "Ce bouton de connexion n'est pas disponible",
    texte: "La connexion choisie n'est pas prévue pour cet espace.",
    remede: "Choisissez un bouton de connexion ci-dessous.",
  }),
  [Raison.ETAT_INVALIDE]: () => ({
    titre: "La connexion n'a pas abouti",
    texte:
      "La page de connexion est restée ouverte trop longtemps, a déjà servi, ou l'heure de votre appareil n'est pas juste.",
    remede: "Vérifiez l'heure de votre appareil, puis recommencez la connexion depuis cette page.",
  }),
  [Raison.CONSENTEMENT_REFUSE]: () => ({
    titre: "Vous avez refusé la connexion",
    texte: "Sans votre accord, votre identité ne peut pas être transmise.",
    remede: "Pour entrer dans votre espace, recommencez et acceptez la connexion.",
  }),
  [Raison.MIGRATION_PARCOURS_EMPLOI]: ({ espace }) => ({
    titre: "Votre compte a changé d'application",
    texte: "Votre accompagnement continue dans Parcours Emploi : il ne se passe plus rien de nouveau ici.",
    remede:
      espace === "conseiller"
        ? "Connectez-vous à Parcours Emploi avec vos identifiants France Travail habituels."
        : "Connectez-vous à Parcours Emploi avec vos identifiants France Travail. Votre conseiller peut vous aider.",
  }),
  [Raison.TYPE_UTILISATEUR_NON_TRAITABLE]: () => ({
    titre: "Cet espace n'est pas fait pour votre compte",
    texte: "Votre compte n'est pas de ceux qui peuvent entrer ici.",
    remede: "Vérifiez que vous êtes dans le bon espace, ou choisissez un autre bouton de connexion.",
  }),
  [Raison.PARTENAIRE_INDISPONIBLE]: () => ({
    titre: "Le service de connexion ne répond pas",
    texte: "Le service qui vérifie votre identité est momentanément indisponible.",
    remede: "Réessayez dans quelques minutes.",
  }),
  [Raison.QUOTA_CONNEXIONS]: () => ({
    titre: "Trop de tentatives de connexion",
    texte: "Le nombre de connexions est limité pour protéger votre compte.",
    remede: "Attendez 10 minutes, puis réessayez.",
  }),
};

export const refusInconnu: TexteRefus = {
  titre: "La connexion n'a pas abouti",
  texte: "Nous ne pouvons plus afficher la raison de ce refus.",
  remede: "Recommencez la connexion. Si le problème persiste, contactez le support.",
};

/** Why the person is on the sign-in page, when nothing was refused. */
export const motifsConnexion = {
  "session-expiree": {
    gravite: "info",
    titre: "Votre session a expiré",
    texte: "Connectez-vous à nouveau : vous reviendrez à la page que vous lisiez.",
  },
  inactivite: {
    gravite: "info",
    titre: "Vous avez été déconnecté",
    texte: "Ce poste partagé n'a pas été utilisé pendant 20 minutes. Rien n'y a été gardé. Fermez le navigateur pour quitter aussi votre compte France Travail ou i-milo.",
  },
  "compte-supprime": {
    gravite: "success",
    titre: "Votre compte est supprimé",
    texte: "Vos sessions sont fermées sur tous vos appareils. Rien n'a été gardé sur celui-ci.",
  },
} as const;

export type MotifConnexion = keyof typeof motifsConnexion;
