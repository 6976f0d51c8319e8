import { de } from "./elision";
import { pluriel } from "./commun";

export const portefeuille = {
  titre: "Portefeuille",
  ajouter: "Ajouter un bénéficiaire",
  recherche: {
    libelle: "Rechercher un bénéficiaire par son nom ou prénom",
    action: "Rechercher",
    reinitialiser: "Effacer la recherche",
    resultat: (n: number) => (n === 0 ? "Aucun bénéficiaire trouvé" : `${n} ${pluriel(n, "bénéficiaire trouvé", "bénéficiaires trouvés")}`),
    vide: "Aucun bénéficiaire trouvé",
    videTexte: (q: string) =>
      `Aucun nom ni prénom de votre portefeuille ne commence par « ${q} ». Vérifiez l'orthographe ou effacez la recherche.`,
  },
  liste: {
    titre: (total: number | undefined) =>
      total === undefined ? "Liste des bénéficiaires" : `Liste des bénéficiaires (${total})`,
    acceder: "Accéder à la fiche de ",
    colonnes: {
      nom: "Bénéficiaire",
      situation: "Situation",
      derniere_activite: "Dernière activité",
    },
    sansSituation: "Sans situation",
    nonActive: "Compte non activé",
    jamais: "Aucune activité",
    creationIncertaine: "Création en attente d'i-milo",
    reprendre: "Reprendre",
    reprendreDe: (nom: string) => ` la création du compte ${de(nom)}`,
    repris: "Suivi par une autre Mission Locale",
    suiviTemporaire: "Suivi temporaire",
    suiviTemporaireJusquau: (date: string) => `Suivi temporaire jusqu'au ${date}`,
    aArchiver: "À archiver",
    mlDifferente: "Mission Locale différente",
  },
  filtres: {
    ouvrir: (n: number) => (n === 0 ? "Filtrer la liste" : `Filtrer la liste (${n} ${pluriel(n, "filtre actif", "filtres actifs")})`),
    titre: "Filtres de la liste",
    dispositif: "Dispositif",
    statut: "Situation du compte",
    statuts: {
      "non-active": "Compte non activé",
      "suivi-temporaire": "Suivi temporaire",
      "a-archiver": "À archiver",
    },
    valider: "Valider",
    reinitialiser: "Réinitialiser les filtres",
    vide: "Aucun bénéficiaire ne correspond à ces filtres.",
  },
  migration: {
    titre: (date: string) => `Votre compte passe dans Parcours Emploi le ${date}`,
    texte:
      "À partir de ce jour, connectez-vous à Parcours Emploi avec vos identifiants France Travail habituels : l'accompagnement de vos bénéficiaires y continue. D'ici là, rien ne change.",
  },
  aRecuperer: (n: number) =>
    `${n} ${pluriel(n, "bénéficiaire de votre portefeuille est suivi", "bénéficiaires de votre portefeuille sont suivis")} temporairement par un autre conseiller.`,
  reprise: {
    titreSucces: "Le compte a été créé",
    succes: (nom: string) => `Le compte ${de(nom)} est créé : i-milo lui envoie un lien d'activation.`,
    titreAttente: "i-milo n'a pas encore répondu",
    attente: (nom: string) =>
      `La création du compte ${de(nom)} reste en attente. Rien n'est perdu : vous pourrez la reprendre plus tard.`,
  },
  vide: {
    titre: "Vous n'avez pas encore de bénéficiaire rattaché à votre portefeuille.",
    etapesMilo: [
      "Cliquez sur « Ajouter un bénéficiaire ».",
      "Munissez vous du numéro de dossier i-milo associé à ce compte. Pour le retrouver, ouvrez le dossier du bénéficiaire dans i-milo et copiez le numéro indiqué dans la barre d'adresse du navigateur.",
      "Saisissez ce numéro de dossier i-milo dans le formulaire puis validez.",
    ],
    etapeLien: {
      avant: "Le bénéficiaire va ensuite recevoir par e-mail un ",
      fort: "lien d'activation envoyé par i-milo. Ce lien est valide 12 heures.",
    },
    etapeDelai: "L'envoi de l'e-mail par i-milo peut ne pas être instantané.",
    aNoter: "À noter",
    spams:
      "L'e-mail peut parfois arriver dans les spams du bénéficiaire. Pensez à lui demander de les vérifier.",
    expediteur: (adresse: string) => `L'e-mail est envoyé par l'adresse ${adresse}.`,
    nouveauLien:
      "Si le bénéficiaire ne reçoit pas cet e-mail, il peut en recevoir un nouveau en allant sur l'application, en cliquant sur « Je suis suivi par la Mission locale », puis sur « Mot de passe oublié ? ».",
    texteEmail:
      "Ajoutez un bénéficiaire avec l'e-mail de son compte France Travail. Il se connectera avec ses identifiants habituels.",
  },
  ajoute: {
    titre: (nom: string) => `${nom} a été ajouté à votre portefeuille`,
    milo: "i-milo lui envoie un lien d'activation par e-mail, valable 12 heures. L'envoi peut ne pas être instantané.",
    email:
      "Aucun e-mail ne lui est envoyé : il se connecte avec les identifiants de son espace personnel France Travail.",
    incertainTitre: (nom: string) => `La création du compte ${de(nom)} est en attente d'i-milo`,
    incertain:
      "i-milo n'a pas encore confirmé. Reprenez la création depuis la liste : le compte ne sera pas créé deux fois.",
    lien: (nom: string) => `Voir la fiche ${de(nom)}`,
  },
};

export const ajout = {
  titre: "Créer un compte bénéficiaire",
  retour: "Retour à Portefeuille",
  creer: "Créer le compte",
  creation: "Création en cours",
  email: {
    titre: "Saisissez les coordonnées du bénéficiaire pour lequel vous voulez créer un compte",
    libelles: { prenom: "Prénom", nom: "Nom", email: "E-mail", age: "Âge" },
    email: "E-mail (ex : monemail@exemple.com)",
    aideFranceTravail:
      "Attention à bien renseigner l'e-mail qui se trouve sous le dossier MAP du bénéficiaire.",
    aideDepartement:
      "Attention à bien renseigner l'e-mail de l'espace personnel France Travail du bénéficiaire.",
    age: "* J'atteste que le bénéficiaire a 15 ans ou plus",
    ageRequis: "Attestez que le bénéficiaire a 15 ans ou plus pour créer son compte.",
    voirFiche: "Voir la fiche de ce bénéficiaire",
  },
  milo: {
    etapes: ["Numéro de dossier", "Informations du bénéficiaire"],
    titreNumero:
      "Saisissez le numéro de dossier du jeune pour lequel vous voulez créer un compte",
    consignes: [
      "Ouvrez le dossier du jeune dans i-milo",
      "Le numéro de dossier à saisir se situe dans l'adresse du navigateur",
      "Sélectionnez-le pour le copier et collez-le ici",
    ],
    numero: "Numéro de dossier",
    aideNumero: "Vous pouvez aussi coller l'adresse complète du dossier i-milo.",
    valider: "Valider le numéro",
    lecture: "Lecture du dossier dans i-milo",
    titreIdentite: "Vérifiez les informations du bénéficiaire",
    identite: "Informations issues d'i-milo",
    champs: {
      numero: "Numéro de dossier",
      prenom: "Prénom",
      nom: "Nom",
      naissance: "Date de naissance",
      codePostal: "Code postal",
      email: "E-mail",
    },
    nonRenseigne: "Non renseigné dans i-milo",
    dispositif: "Dispositif",
    dispositifRequis: "Choisissez un dispositif.",
    compteur: "Afficher le compteur à votre bénéficiaire",
    compteurAide:
      "Le bénéficiaire voit dans son application le nombre d'heures déclarées et validées de sa semaine.",
    notice: {
      titre: "Vérifiez l'adresse e-mail avant de créer le compte",
      texte:
        "Le bénéficiaire reçoit à cette adresse un lien d'activation envoyé par i-milo, valable 12 heures. Si elle n'est pas correcte, modifiez-la d'abord dans i-milo.",
    },
    sansEmail: {
      titre: "L'adresse e-mail n'est pas renseignée dans i-milo",
      texte: "Le compte ne peut pas être créé sans adresse e-mail.",
      consignes: [
        "Ouvrez le dossier du jeune dans i-milo.",
        "Renseignez son adresse e-mail et enregistrez.",
        "Revenez ici et rafraîchissez le compte.",
      ],
      action: "Rafraîchir le compte",
    },
    autreNumero: "Modifier le numéro",
    introuvable: {
      titre: "Dossier introuvable",
      texte:
        "Ce numéro n'existe pas dans i-milo, ou le dossier n'est pas suivi par votre Mission Locale. Vérifiez le numéro.",
    },
    lier: {
      titre: "Lier le compte ?",
      texte: (nom: string) =>
        `Un compte existe déjà pour ${nom} dans une autre Mission Locale. En le liant, vous devenez son conseiller.`,
      confirmer: "Lier le compte",
    },
    voirFiche: "Voir la fiche de ce bénéficiaire",
  },
};
