/** Sessions and devices, in both spaces. */
export const sessions = {
  titre: "Sessions et appareils",
  intro: "Les appareils sur lesquels votre compte est ouvert. Déconnectez ceux que vous ne reconnaissez pas.",
  liste: "Sessions ouvertes",
  appareilInconnu: "Appareil inconnu",
  application: "Application mobile",
  courante: "Cet appareil",
  push: "Reçoit les notifications",
  ouverte: "Connexion : ",
  vue: "Dernière utilisation : ",
  deconnecter: "Déconnecter",
  deconnecterDe: (nom: string) => ` la session : ${nom}`,
  fermee: (nom: string) => `La session est fermée : ${nom}`,
  fermeeTexte: "L'appareil est déconnecté en moins d'une minute.",
};
