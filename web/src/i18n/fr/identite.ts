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
    refusOublie: {
      titre: "La dernière connexion n'a pas abouti.",
      texte: "Vous pouvez réessayer.",
    },
    support: "Besoin d'aide ? Donnez ce code au support.",
    contacter: "Contacter le support",
    dispositifs: "Choisissez votre dispositif",
    autresStructures: "Autres structures",
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
    miseAJour: {
      titre: (date: string) => `Les conditions générales ont été mises à jour le ${date}`,
      texte: (ancienne: string) =>
        `Vous aviez accepté la version du ${ancienne}. Pour continuer, lisez et acceptez la nouvelle version.`,
      changements: "Ce qui change :",
    },
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
