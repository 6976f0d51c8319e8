import { CategorieNotification } from "@/gen/passemploi/identite/v1/profil_service_pb";
import { pluriel } from "./commun";

/** Notifications of both spaces. */
export const communication = {
  nonLues: (n: number) => `(${n} ${pluriel(n, "non lue", "non lues")})`,
  centre: {
    titre: "Notifications",
    toutLu: "Tout marquer lu",
    toutEstLu: "Toutes les notifications sont lues.",
    nonLue: "(non lue)",
    marquerLue: "Marquer comme lue",
    suite: "Voir les notifications plus anciennes",
    fin: "Il n'y a pas de notification plus ancienne. Elles sont gardées 60 jours.",
    vide: "Aucune notification",
    videTexte: "Vous retrouverez ici ce qui concerne votre compte et votre accompagnement, pendant 60 jours.",
    preferences: "Choisir mes notifications",
  },
  avis: {
    liste: "Avis",
    masquer: "Masquer",
    masquerDe: (titre: string) => ` l'avis : ${titre}`,
  },
  preferences: {
    titre: "Choisir mes notifications",
    retour: "Retour au profil",
    appareil: {
      titre: "Sur cet appareil",
      texte: "Soyez prévenu même quand l'application est fermée.",
      activer: "Activer les notifications sur cet appareil",
      activation: "Activation en cours",
      actif: "Les notifications sont activées sur cet appareil.",
      desactiver: "Désactiver sur cet appareil",
      absent:
        "L'envoi de notifications sur les appareils n'est pas encore configuré par ce service. Vous les retrouvez ici, dans vos notifications.",
      impossible:
        "Ce navigateur ne peut pas recevoir de notifications. Sur iPhone ou iPad, ajoutez d'abord l'application à l'écran d'accueil, puis ouvrez-la de là.",
      partage:
        "Vous avez indiqué un poste partagé : les notifications n'y sont pas proposées, d'autres personnes les verraient.",
      refuse: {
        titre: "Les notifications sont bloquées par votre appareil",
        texte: "Pour les autoriser à nouveau :",
        etapes: [
          "Ouvrez les réglages du site : l'icône à gauche de l'adresse, ou les réglages de l'application installée.",
          "Dans « Notifications », choisissez « Autoriser ».",
          "Revenez ici et rechargez la page.",
        ],
      },
      echec: {
        titre: "Les notifications n'ont pas pu être activées",
        texte: "Le service de notification de votre navigateur n'a pas répondu. Réessayez plus tard, ou avec un autre navigateur.",
      },
    },
    choix: {
      titre: "Ce que vous recevez",
      legende: "Notifications et e-mails par sujet",
      sujet: "Sujet",
      colonnes: ["Notification", "E-mail"] as const,
      nom: (sujet: string, canal: string) => `${sujet} : ${canal}`,
      jamais: "Jamais par e-mail",
      note: "Dans l'application, vous retrouvez toujours toutes vos notifications. Un e-mail part seulement si aucun de vos appareils ne reçoit les notifications, sauf pour les messages administratifs.",
      rappels:
        "Les rappels arrivent à 9h : le jour de l'inscription, 7 jours avant et 1 jour avant. De 21h à 8h, rien ne sonne, sauf un nouveau message ou un changement dans les 24 heures.",
    },
    sujets: {
      [CategorieNotification.UNSPECIFIED]: "",
      [CategorieNotification.MESSAGES]: "Messages",
      [CategorieNotification.RENDEZ_VOUS]: "Rendez-vous et sessions",
      [CategorieNotification.ACTIONS_DEMARCHES]: "Actions",
      [CategorieNotification.RAPPELS_SAISIE]: "Rappels de saisie",
      [CategorieNotification.OFFRES]: "Offres",
      [CategorieNotification.ACTUALITES]: "Actualités",
      [CategorieNotification.ADMINISTRATIF]: "Administratif",
    } satisfies Record<CategorieNotification, string>,
    demarches: "Démarches",
  },
};
