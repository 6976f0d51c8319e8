import { Recapitulatif } from "@/gen/passemploi/identite/v1/profil_service_pb";

/** The profile of a conseiller. */
export const profilConseiller = {
  titre: "Profil",
  informations: {
    titre: "Informations",
    nom: "Votre nom",
    email: "Votre e-mail",
    agence: "Votre agence",
    missionLocale: "Votre Mission Locale",
    dispositif: "Votre dispositif",
    nonRenseignee: "Non renseignée",
    emailManquant: "Votre adresse e-mail est manquante",
    changements: {
      missionLocale: "Votre Mission Locale vient d'i-milo. Si elle n'est pas juste, contactez le support.",
      agence: "Pour changer d'agence, contactez le support.",
      agenceLibre:
        "Vous avez saisi le nom de votre agence. Choisissez-la dans la liste si elle y figure.",
      choisirAgence: "Choisir mon agence dans la liste",
      dispositif:
        "Pour changer de dispositif, supprimez votre compte, puis connectez-vous avec le bouton du nouveau dispositif.",
    },
    lieuAChoisir: "Renseignez votre lieu de travail",
  },
  notifications: {
    titre: "Notifications",
    sonores: "Recevoir des notifications sonores pour la réception de nouveaux messages",
    recapitulatif: "Récapitulatif par e-mail des messages non lus, à 8h",
    recapitulatifFerme:
      "Choix fermé : sans adresse e-mail, le récapitulatif ne peut pas vous être envoyé.",
    choix: {
      [Recapitulatif.UNSPECIFIED]: "",
      [Recapitulatif.TOUS_LES_JOURS]: "Tous les jours",
      [Recapitulatif.JOURS_OUVRES]: "Les jours ouvrés, du lundi au vendredi",
      [Recapitulatif.JAMAIS]: "Jamais",
    } satisfies Record<Recapitulatif, string>,
  },
  suppression: {
    titre: "Supprimer mon compte",
    texte:
      "Votre compte peut être supprimé quand plus aucun bénéficiaire n'est rattaché à votre portefeuille.",
    action: "Supprimer mon compte",
    question: "Supprimer votre compte ?",
    perte:
      "Votre profil, vos préférences et vos sessions sont effacés. Cette action ne peut pas être annulée.",
    prets:
      "Les bénéficiaires que vous avez confiés temporairement à un autre conseiller lui restent définitivement.",
    retour: "Pour revenir, il suffit de vous connecter à nouveau : un nouveau compte sera créé.",
    confirmer: "Supprimer définitivement",
  },
};
