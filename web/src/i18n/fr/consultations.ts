import { de } from "./elision";
import {
  ObjetConsulte,
  RelationLecteur,
} from "@/gen/passemploi/portefeuille/v1/portefeuille_service_pb";
import { pluriel } from "./commun";

/** Who read the file of a person, for his conseiller and for himself. */
export const consultations = {
  conseiller: {
    titre: "Qui a consulté cette fiche",
    intro: (nom: string) => `Chaque lecture et chaque modification de la fiche ${de(nom)} est notée ici pendant 12 mois.`,
    introSansNom: "Chaque lecture et chaque modification de cette fiche est notée ici pendant 12 mois.",
    retour: "Fiche bénéficiaire",
  },
  beneficiaire: {
    titre: "Qui a consulté mon dossier",
    intro:
      "Chaque lecture de votre dossier est notée ici pendant 12 mois. Vous voyez le nom de vos conseillers ; les autres personnes sont indiquées par leur fonction.",
    retour: "Retour au profil",
  },
  filtre: {
    titre: "Filtrer",
    personne: "Personne",
    toutes: "Toutes les personnes",
    debut: "Du",
    fin: "Au",
    action: "Filtrer",
    effacer: "Effacer les filtres",
    periodeFausse: "La date de fin doit suivre la date de début.",
  },
  legende: "Consultations, les plus récentes d'abord",
  colonnes: {
    date: "Date",
    personne: "Personne",
    fonction: "Rôle et structure",
    acte: "Consulté ou modifié",
    motif: "Motif (support)",
  },
  relations: {
    [RelationLecteur.UNSPECIFIED]: "",
    [RelationLecteur.REFERENT]: "Conseiller référent",
    [RelationLecteur.EMPRUNTEUR]: "Suivi temporaire",
    [RelationLecteur.COLLEGUE]: "Même Mission Locale",
    [RelationLecteur.SUPPORT]: "Support",
  } satisfies Record<RelationLecteur, string>,
  actes: {
    refuse: "Accès refusé",
    modifie: "Modifié",
    consulte: "Consulté",
  },
  objets: {
    [ObjetConsulte.UNSPECIFIED]: "dossier",
    [ObjetConsulte.FICHE]: "fiche",
    [ObjetConsulte.CONSULTATIONS]: "journal des consultations",
    [ObjetConsulte.COMPTE]: "compte",
    [ObjetConsulte.EXPORT]: "toutes les données",
  } satisfies Record<ObjetConsulte, string>,
  fois: (n: number) => `${n} ${pluriel(n, "fois", "fois")}`,
  derniere: (heure: string) => `la dernière fois à ${heure}`,
  sansNom: "Nom non communiqué",
  vide: "Aucune consultation",
  videFiltre: "Aucune consultation ne correspond à ces filtres.",
  trouvees: (n: number, reste: boolean) =>
    `${n} ${pluriel(n, "ligne affichée", "lignes affichées")}${reste ? ", il en reste" : ""}`,
  suite: "Voir les consultations plus anciennes",
  fin: "Il n'y a pas de consultation plus ancienne.",
  inhabituel: {
    titre: "Vous consultez beaucoup de fiches hors de votre portefeuille",
    texte: (n: number) =>
      `${n} fiches en une heure. Chaque lecture est notée et visible du conseiller référent et du bénéficiaire. Au-delà de 180, la consultation est bloquée.`,
  },
};
