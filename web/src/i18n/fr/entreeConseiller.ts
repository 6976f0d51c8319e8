import { pluriel } from "./commun";

/** What a conseiller settles at his first sign-in. */
export const entreeConseiller = {
  visite: {
    titre: (prenom: string) => `Bienvenue ${prenom}`,
    intro: "Découvrez en trois étapes ce que cet espace vous permet de faire.",
    etape: (n: number, total: number) => `Étape ${n} sur ${total}`,
    actions: {
      passer: "Passer l'intro",
      continuer: "Continuer",
      precedent: "Précédent",
      fin: "Commencer",
    },
    cartes: {
      missionLocale: [
        {
          titre: "Suivez votre portefeuille et votre agenda",
          texte:
            "Retrouvez vos bénéficiaires, leur situation et leur dernière activité. Gérez vos rendez-vous et les événements de votre Mission Locale.",
        },
        {
          titre: "Échangez et pilotez",
          texte:
            "Écrivez à vos bénéficiaires entre deux rendez-vous. Voyez d'un coup d'œil les actions à qualifier et les événements à clore.",
        },
        {
          titre: "Partagez des offres, passez le relais",
          texte:
            "Trouvez des offres et partagez-les. En cas d'absence ou de changement, vos bénéficiaires sont réaffectés à un autre conseiller.",
        },
      ],
      franceTravail: [
        {
          titre: "Suivez votre portefeuille",
          texte: "Retrouvez vos bénéficiaires, leur dernière activité et leurs démarches.",
        },
        {
          titre: "Échangez par la messagerie",
          texte:
            "Écrivez à un bénéficiaire, ou à plusieurs à la fois : chacun reçoit un message individuel.",
        },
        {
          titre: "Partagez des offres",
          texte: "Trouvez des offres et partagez-les avec les bénéficiaires qu'elles intéressent.",
        },
      ],
    },
  },
  email: {
    titre: "Votre adresse e-mail est manquante",
    texte: "i-milo ne nous transmet pas votre adresse e-mail. Pour la renseigner :",
    consignes: [
      "Dans i-milo, ouvrez votre fiche et la rubrique « Contacts personnels ».",
      "Renseignez votre adresse e-mail professionnelle et enregistrez.",
      "Déconnectez-vous d'ici, puis reconnectez-vous : l'adresse sera prise en compte.",
    ],
    ferme: "Sans adresse e-mail, vous pouvez continuer, mais ces possibilités vous restent fermées :",
    outils: [
      "recevoir vos rendez-vous dans votre agenda (fichier .ics)",
      "recevoir le récapitulatif des messages non lus",
      "être trouvé par votre e-mail pour une réaffectation",
    ],
    continuer: "Continuer sans e-mail",
  },
  lieu: {
    titre: "Où travaillez-vous ?",
    introAgence: "Choisissez votre agence pour accéder à votre espace.",
    introMissionLocale:
      "i-milo ne nous indique pas votre Mission Locale. Choisissez-la pour accéder à votre espace.",
    recherche: "Nom de l'agence",
    rechercheAide: "Un ou plusieurs mots du nom, par exemple : Thiers.",
    departement: "Département",
    departementAide: "Le numéro, par exemple : 63, 2A ou 974.",
    departementInvalide: "Saisissez un numéro de département, par exemple : 63, 2A ou 974.",
    rechercheVide: "Saisissez un mot du nom de l'agence, ou un département.",
    chercher: "Rechercher",
    trouves: (n: number, missionLocale: boolean) => {
      const [aucune, une, plusieurs] = missionLocale
        ? (["Aucune Mission Locale trouvée", "Mission Locale trouvée", "Missions Locales trouvées"] as const)
        : (["Aucune agence trouvée", "agence trouvée", "agences trouvées"] as const);
      return n === 0 ? aucune : `${n} ${pluriel(n, une, plusieurs)}`;
    },
    tropNombreux: (n: number) => `Seules les ${n} premières sont affichées : précisez la recherche.`,
    legendeAgence: "Votre agence",
    legendeMissionLocale: "Votre Mission Locale",
    dans: (departement: string) => `Département ${departement}`,
    choixRequis: "Choisissez une ligne de la liste.",
    valider: "Valider mon choix",
    absente: {
      agence: "Mon agence n'apparaît pas dans la liste",
      missionLocale:
        "Votre Mission Locale n'apparaît pas ? Faites vérifier votre rattachement dans i-milo, ou contactez le support : ses coordonnées sont dans les mentions légales.",
    },
    libre: {
      libelle: "Nom de votre agence",
      aide: "Avec un nom saisi librement, aucun superviseur ne pourra réaffecter vos bénéficiaires. Vous pourrez choisir une agence de la liste plus tard.",
      valider: "Enregistrer ce nom",
    },
  },
};
