import { create } from "@bufbuild/protobuf";
import { JourSchema } from "@/gen/passemploi/commun/v1/jour_pb";
import { avisConseiller, avisDePersonnes } from "../../doublure/journaux";
import { brsa, changerConseiller, franceTravail, mission, panne } from "../../doublure/situations";
import type { EtatPage } from "./etat";

/** The list. */
export const PORTEFEUILLE: EtatPage[] = [
  {
    nom: "portefeuille-ml",
    chemin: "/conseiller/portefeuille",
    preparer: mission,
    attendre: "Liste des bénéficiaires (34)",
  },
  {
    nom: "portefeuille-ft",
    chemin: "/conseiller/portefeuille?tri=-derniere_activite&page=2",
    preparer: franceTravail,
    attendre: "Liste des bénéficiaires (34)",
  },
  {
    nom: "portefeuille-brsa",
    chemin: "/conseiller/portefeuille",
    preparer: brsa,
    attendre: "Liste des bénéficiaires (3)",
  },
  {
    nom: "portefeuille-vide-ml",
    chemin: "/conseiller/portefeuille",
    preparer: (etat) => {
      mission(etat);
      etat.fiches = [];
    },
    attendre: "Vous n'avez pas encore de bénéficiaire",
  },
  {
    nom: "portefeuille-vide-expediteur",
    chemin: "/conseiller/portefeuille",
    preparer: (etat) => {
      mission(etat);
      etat.fiches = [];
      changerConseiller(etat, { expediteurActivation: "ne-pas-repondre@i-milo.fr" });
    },
    attendre: "ne-pas-repondre@i-milo.fr",
  },
  {
    nom: "portefeuille-migration",
    chemin: "/conseiller/portefeuille",
    preparer: (etat) => {
      franceTravail(etat);
      changerConseiller(etat, {
        dateMigration: create(JourSchema, { annee: 2026, mois: 12, jour: 1 }),
      });
    },
    attendre: "Votre compte passe dans Parcours Emploi",
  },
  {
    nom: "portefeuille-vide-ft",
    chemin: "/conseiller/portefeuille",
    preparer: (etat) => {
      franceTravail(etat);
      etat.fiches = [];
    },
    attendre: "Vous n'avez pas encore de bénéficiaire",
  },
  {
    nom: "portefeuille-recherche-vide",
    chemin: "/conseiller/portefeuille?q=xyz",
    preparer: mission,
    attendre: "Vérifiez l'orthographe",
  },
  {
    nom: "portefeuille-chargement",
    chemin: "/conseiller/portefeuille",
    preparer: (etat) => {
      mission(etat);
      etat.muets.add("ListPortefeuille");
    },
    // The page, and not what stands for its code until it is there.
    attendre: "Liste des bénéficiaires",
  },
  {
    nom: "portefeuille-erreur",
    chemin: "/conseiller/portefeuille",
    preparer: panne("ListPortefeuille"),
    attendre: "Le service est momentanément indisponible",
  },
  {
    nom: "portefeuille-filtres",
    chemin: "/conseiller/portefeuille?statut=suivi-temporaire,a-archiver",
    preparer: (etat) => {
      mission(etat);
      etat.aRecuperer = 3;
    },
    attendre: "ne correspond à ces filtres",
  },
  {
    nom: "portefeuille-marques",
    chemin: "/conseiller/portefeuille?dispositif=cej,pacea",
    preparer: (etat) => {
      mission(etat);
      etat.fiches = etat.fiches.slice(0, 9);
      etat.aRecuperer = 1;
    },
    attendre: "Mission Locale différente",
  },
  {
    nom: "portefeuille-abandon",
    chemin: "/conseiller/portefeuille?q=tham",
    preparer: mission,
    agir: (page) => page.getByRole("button", { name: /Abandonner.*Tham/ }).click(),
    attendre: "Abandonner la création ?",
  },
  {
    nom: "portefeuille-avis",
    chemin: "/conseiller/portefeuille",
    preparer: (etat) => {
      mission(etat);
      etat.notifications.conseiller = [...avisConseiller(), ...avisDePersonnes(1)];
    },
    attendre: "Vous êtes superviseur",
  },
];
