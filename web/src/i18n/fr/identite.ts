import { Raison } from "@/gen/passemploi/erreurs/v1/raison_pb";
import { Dispositif, Marque, Structure } from "@/gen/passemploi/identite/v1/structure_pb";

export const dispositifs: Record<Dispositif, string> = {
  [Dispositif.UNSPECIFIED]: "Dispositif inconnu",
  [Dispositif.CEJ]: "CEJ",
  [Dispositif.PACEA]: "PACEA",
  [Dispositif.BRSA]: "BRSA",
  [Dispositif.AIJ]: "AIJ",
  [Dispositif.ACCOMPAGNEMENT_INTENSIF]: "Accompagnement intensif",
  [Dispositif.ACCOMPAGNEMENT_GLOBAL]: "Accompagnement global",
  [Dispositif.EQUIP_EMPLOI_RECRUT]: "Équip'emploi",
  [Dispositif.CONSEIL_DEPT]: "Conseil départemental",
  [Dispositif.AVENIR_PRO]: "Avenir pro",
};

export const dispositifsLongs: Partial<Record<Dispositif, string>> = {
  [Dispositif.CEJ]: "Contrat d'Engagement Jeune",
  [Dispositif.PACEA]: "Parcours contractualisé d'accompagnement vers l'emploi et l'autonomie",
};

export const structures: Record<Structure, string> = {
  [Structure.UNSPECIFIED]: "Structure inconnue",
  [Structure.MILO]: "Mission Locale",
  [Structure.POLE_EMPLOI]: "France Travail CEJ",
  [Structure.POLE_EMPLOI_BRSA]: "France Travail BRSA",
  [Structure.POLE_EMPLOI_AIJ]: "France Travail AIJ",
  [Structure.FT_ACCOMPAGNEMENT_INTENSIF]: "France Travail accompagnement intensif",
  [Structure.FT_ACCOMPAGNEMENT_GLOBAL]: "France Travail accompagnement global",
  [Structure.FT_EQUIP_EMPLOI_RECRUT]: "France Travail Équip'emploi",
  [Structure.CONSEIL_DEPT]: "Conseil départemental",
  [Structure.AVENIR_PRO]: "Avenir pro",
};

export const produits: Record<Marque, string> = {
  [Marque.UNSPECIFIED]: "Pass Emploi",
  [Marque.CEJ]: "CEJ",
  [Marque.PASS_EMPLOI]: "pass emploi",
};

export const baselines: Record<Marque, string> = {
  [Marque.UNSPECIFIED]: "Accompagner vers l'emploi",
  [Marque.CEJ]: "Contrat d'Engagement Jeune",
  [Marque.PASS_EMPLOI]: "Accompagner vers l'emploi",
};

interface TexteRefus {
  titre: string;
  texte: string;
  remede: string;
}

type RaisonConnexion = Exclude<Raison, Raison.UNSPECIFIED>;

/** Why a sign-in was refused, and the cure. */
export const refusConnexion: Partial<
  Record<RaisonConnexion, (contexte: { email?: string; structure?: string }) => TexteRefus>
> = {
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
  [Raison.UTILISATEUR_INEXISTANT]: ({ email }) => ({
    titre: "Aucun compte ne correspond",
    texte: email
      ? `Aucun compte n'existe pour l'adresse ${email}.`
      : "Aucun compte n'existe pour cette personne.",
    remede:
      "Votre conseiller doit d'abord créer votre compte avec cette adresse. Contactez-le, puis reconnectez-vous.",
  }),
  [Raison.UTILISATEUR_DEJA_AUTRE_STRUCTURE]: ({ structure }) => ({
    titre: "Votre compte existe dans un autre dispositif",
    texte: structure
      ? `Votre compte existe déjà pour : ${structure}.`
      : "Votre compte existe déjà pour un autre dispositif.",
    remede:
      "Choisissez le bouton de connexion de ce dispositif. Si vous avez changé de dispositif, contactez le support.",
  }),
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
    texte: "La page de connexion est restée ouverte trop longtemps, ou a déjà servi.",
    remede: "Recommencez la connexion depuis cette page.",
  }),
  [Raison.CONSENTEMENT_REFUSE]: () => ({
    titre: "Vous avez refusé la connexion",
    texte: "Sans votre accord, votre identité ne peut pas être transmise.",
    remede: "Pour entrer dans votre espace, recommencez et acceptez la connexion.",
  }),
  [Raison.PARTENAIRE_INDISPONIBLE]: () => ({
    titre: "Le service de connexion ne répond pas",
    texte: "Le service qui vérifie votre identité est momentanément indisponible.",
    remede: "Réessayez dans quelques minutes.",
  }),
};

export const identite = {
  connexion: {
    titreConseiller: "Connexion conseiller",
    introConseiller: "Choisissez votre structure. Vous utiliserez vos identifiants professionnels habituels.",
    principales: "Votre structure",
    autres: "Autres dispositifs",
    dernierChoix: "Votre dernier choix",
    titreBeneficiaire: "Connexion",
    introBeneficiaire: "Qui vous accompagne dans votre recherche d'emploi ?",
    autreEspace: {
      beneficiaire: "Vous êtes accompagné par un conseiller ?",
      lienBeneficiaire: "Aller à l'espace bénéficiaire",
      conseiller: "Vous êtes conseiller ?",
      lienConseiller: "Aller à l'espace conseiller",
    },
    sessionExpiree: {
      titre: "Votre session a expiré",
      texte: "Connectez-vous à nouveau : vous reviendrez à la page que vous lisiez.",
    },
    refusOublie: {
      titre: "La dernière connexion n'a pas abouti.",
      texte: "Vous pouvez réessayer.",
    },
    refusInconnu: {
      titre: "La connexion n'a pas abouti",
      texte: "Nous ne pouvons plus afficher la raison de ce refus.",
      remede: "Recommencez la connexion. Si le problème persiste, contactez le support.",
    },
    support:
      "Besoin d'aide ? Donnez ce code à la personne qui vous accompagne, ou au support de votre structure.",
  },
  entrees: {
    "similo-conseiller": "Connexion conseiller Mission Locale",
    "pe-conseiller": "Connexion conseiller France Travail CEJ",
    "pe-brsa-conseiller": "Connexion conseiller France Travail BRSA",
    "pe-aij-conseiller": "Connexion conseiller France Travail AIJ",
    "conseildepartemental-conseiller": "Conseil départemental",
    "avenirpro-conseiller": "Avenir pro",
    "ft-accompagnement-intensif-conseiller": "Accompagnement intensif",
    "ft-accompagnement-global-conseiller": "Accompagnement global",
    "ft-equip-emploi-recrut-conseiller": "Équip'emploi",
    "similo-jeune": "Je suis suivi par la Mission locale",
    "ft-beneficiaire": "Je suis suivi par France Travail",
  },
  aidesEntrees: {
    "similo-jeune":
      "Votre e-mail et le mot de passe créé avec le lien d'activation d'i-milo.",
    "ft-beneficiaire": "Les identifiants de votre espace personnel France Travail.",
  },
  cgu: {
    titre: "Conditions Générales d'Utilisation",
    intro: "Avant de continuer, lisez et acceptez les conditions d'utilisation du service.",
    version: (date: string) => `Version du ${date}`,
    accord: "En cochant cette case, je déclare avoir lu et accepter les conditions générales d'utilisation",
    requis: "Cochez la case pour accepter les conditions générales d'utilisation.",
    valider: "Valider",
    refuser: "Refuser et se déconnecter",
    texte: "Texte des conditions générales d'utilisation",
    autresTextes: "À lire aussi :",
  },
  deconnexion: {
    action: "Déconnexion",
    encours: "Déconnexion en cours",
    echec: "La déconnexion n'a pas abouti",
    echecTexte: "Votre session est peut-être encore ouverte. Réessayez.",
  },
};
