import { pluriel } from "./commun";

export const beneficiaire = {
  menu: { accueil: "Accueil", profil: "Profil" },
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
  },
};
