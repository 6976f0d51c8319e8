import { pluriel } from "./commun";

export const beneficiaire = {
  menu: { accueil: "Accueil", notifications: "Notifications", profil: "Profil" },
  bienvenue: {
    titre: "Bienvenue",
    etape: (n: number, total: number) => `Étape ${n} sur ${total}`,
    passer: "Passer",
    continuer: "Continuer",
    precedent: "Précédent",
    commencer: "Commencer",
    cartes: [
      {
        titre: "Échangez avec votre conseiller",
        texte: "Gardez le lien avec la personne qui vous accompagne, entre deux rendez-vous.",
      },
      {
        titre: "Suivez vos démarches",
        texte: "Notez ce que vous avez à faire et ce que vous avez fait pour avancer vers l'emploi.",
      },
      {
        titre: "Trouvez des offres et des événements",
        texte: "Cherchez des offres qui vous ressemblent et participez aux événements près de chez vous.",
      },
    ],
  },
  connexion: {
    besoin: {
      titre: "Ce qu'il vous faut",
      milo: "Mission locale : votre e-mail et le mot de passe créé avec le lien d'activation reçu par e-mail. Ce lien est valable 12 heures.",
      miloOubli:
        "Lien expiré ou mot de passe oublié ? Choisissez « Je suis suivi par la Mission locale », puis « Mot de passe oublié ? » : vous recevrez un nouvel e-mail.",
      spams: "Vérifiez bien vos courriers indésirables.",
      franceTravail:
        "France Travail et conseil départemental : l'identifiant et le mot de passe de votre espace personnel France Travail.",
    },
    renvoi: {
      action: "Renvoyer le lien d'activation",
      champ: "E-mail (ex : monemail@exemple.com)",
      aide: "L'adresse donnée à votre conseiller de la Mission Locale.",
      envoyer: "Recevoir un nouveau lien",
      encours: "Envoi de la demande",
      demande: "Votre demande est enregistrée",
      suite: [
        "Si un compte à activer correspond à cette adresse, i-milo y envoie un nouveau lien, valable 12 heures, toutes les 10 minutes au plus.",
        "L'envoi peut ne pas être instantané. Vérifiez bien vos courriers indésirables.",
        "Rien reçu ? Vérifiez l'adresse avec votre conseiller.",
      ],
    },
    postePartage: {
      legende: "Type d'appareil",
      libelle: "Poste partagé",
      aide: "Cochez si d'autres personnes utilisent cet appareil : rien n'y est gardé, et vous êtes déconnecté après 20 minutes sans utilisation.",
      avertissement: "Êtes-vous toujours là ?",
      decompte: (secondes: number) =>
        `Ce poste est partagé. Sans réponse, vous serez déconnecté dans ${secondes} ${pluriel(secondes, "seconde", "secondes")}.`,
      rester: "Rester connecté",
      partir: "Me déconnecter",
      fin: "Déconnexion en cours",
      echec: "La déconnexion n'a pas abouti",
      echecTexte: "Votre session est peut-être encore ouverte. Vérifiez la connexion internet, puis réessayez.",
    },
    sansCompte: {
      titre: "Pas de compte ?",
      texte:
        "Votre compte est créé par votre conseiller. Le Contrat d'Engagement Jeune s'adresse aux jeunes de 16 à 25 ans, et jusqu'à 29 ans en situation de handicap. Prenez rendez-vous à la Mission Locale ou à l'agence France Travail près de chez vous.",
    },
  },
  accueil: {
    titre: (prenom: string) => `Bonjour ${prenom}`,
    document: "Accueil",
    conseiller: "Votre conseiller",
    depuis: (date: string) => `Vous accompagne depuis le ${date}`,
    bienvenue: {
      titre: "Votre compte est activé",
      texte:
        "Votre conseiller voit que vous vous êtes connecté. Préparez avec lui votre prochain rendez-vous.",
    },
    sansConseiller: "Aucun conseiller n'est indiqué pour l'instant.",
  },
  profil: {
    titre: "Profil",
    identite: "Mon identité",
    champs: {
      prenom: "Prénom",
      nom: "Nom",
      email: "E-mail",
      dispositif: "Dispositif",
    },
    nonRenseignee: "Non renseignée",
    conseiller: "Mon conseiller",
    apparence: "Apparence",
    compte: "Mon compte",
    notifications: {
      titre: "Mes notifications",
      texte: "Choisissez ce que vous recevez sur vos appareils et par e-mail.",
      action: "Choisir mes notifications",
    },
    partage: {
      titre: "Ce que je partage",
      libelle: "Partager mes offres suivies",
      aide: "Votre conseiller voit les offres et les recherches que vous gardez. Sinon, il en voit seulement le nombre.",
    },
    consultations: {
      titre: "Mes données",
      texte: "Chaque lecture de votre dossier est notée.",
      action: "Qui a consulté mon dossier",
    },
    aide: {
      titre: "Aide et informations légales",
      texte: "Une question, un problème ? Parlez-en à votre conseiller. Les contacts du service sont dans les mentions légales.",
    },
    suppression: {
      action: "Supprimer mon compte",
      retour: "Retour au profil",
      perdu: { titre: "Ce qui est effacé, tout de suite et pour toujours" },
      reste: "Ce qui n'est pas effacé",
      franceTravail: {
        perdu: [
          "votre compte et votre profil",
          "vos notifications et vos préférences",
          "le lien avec votre conseiller dans cette application : il en est averti",
        ],
        reste: [
          "vos démarches et vos rendez-vous enregistrés à France Travail",
          "votre espace personnel France Travail et votre inscription",
        ],
      },
      missionLocale: {
        perdu: [
          "votre compte et votre profil",
          "vos notifications et vos préférences",
          "le lien avec votre conseiller dans cette application : il en est averti",
        ],
        reste: [
          "votre dossier à la Mission Locale (i-milo)",
          "votre accompagnement, que votre conseiller continue",
        ],
      },
      mot: "supprimer",
      champ: "Écrivez « supprimer » pour confirmer",
      aide: "Cette action ne peut pas être annulée.",
      motFaux: "Écrivez exactement le mot : supprimer.",
      confirmer: "Supprimer définitivement mon compte",
    },
  },
};
