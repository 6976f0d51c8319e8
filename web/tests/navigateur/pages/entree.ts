import { Raison } from "@/gen/passemploi/erreurs/v1/raison_pb";
import { Structure } from "@/gen/passemploi/identite/v1/structure_pb";
import { bruno } from "../../doublure/distribution";
import { changerConseiller, franceTravail, mission, panne, sansAgence } from "../../doublure/situations";
import type { EtatPage } from "./etat";
import { chercherAgence } from "./gestes";

/** The entry of a conseiller: sign-in, first visit, what he settles before his pages. */
export const ENTREE: EtatPage[] = [
  { nom: "conseiller-connexion", chemin: "/conseiller/connexion", attendre: "Autres dispositifs" },
  {
    nom: "conseiller-connexion-refus",
    chemin: "/conseiller/connexion?erreur=r1",
    preparer: (etat) =>
      etat.refusConnexion.set("r1", {
        raison: Raison.UTILISATEUR_DEJA_AUTRE_STRUCTURE,
        structureExistante: Structure.POLE_EMPLOI_AIJ,
      }),
    attendre: "Votre compte existe dans un autre dispositif",
  },
  {
    nom: "conseiller-connexion-expiree",
    chemin: "/conseiller/connexion?motif=session-expiree",
    attendre: "Votre session a expiré",
  },
  {
    nom: "conseiller-cgu",
    chemin: "/conseiller/portefeuille",
    preparer: (etat) => {
      mission(etat);
      etat.sessions.conseiller!.cguASigner = "2026-11-01";
    },
    agir: (page) => page.getByRole("button", { name: "Valider" }).click(),
    attendre: "Le formulaire contient une erreur",
  },
  {
    nom: "conseiller-cgu-mises-a-jour",
    chemin: "/conseiller/portefeuille",
    preparer: (etat) => {
      mission(etat);
      Object.assign(etat.sessions.conseiller!, { cguASigner: "2026-11-01", cguSignee: "2025-05-01" });
    },
    attendre: "ont été mises à jour le 01/11/2026",
  },
  {
    nom: "conseiller-connexion-dispositif",
    chemin: "/conseiller/connexion?erreur=r3",
    preparer: (etat) => etat.refusConnexion.set("r3", { raison: Raison.UTILISATEUR_INEXISTANT }),
    attendre: "Choisissez votre dispositif",
  },
  {
    nom: "conseiller-connexion-compte-supprime",
    chemin: "/conseiller/connexion?motif=compte-supprime",
    attendre: "Votre compte est supprimé",
  },
  {
    nom: "conseiller-visite-ml",
    chemin: "/conseiller/portefeuille",
    preparer: (etat) => {
      mission(etat);
      etat.sessions.conseiller = bruno();
    },
    attendre: "Étape 1 sur 3",
  },
  {
    nom: "conseiller-visite-ft-fin",
    chemin: "/conseiller/portefeuille",
    preparer: (etat) => {
      franceTravail(etat);
      changerConseiller(etat, { visiteAFaire: true });
    },
    agir: async (page) => {
      await page.getByRole("button", { name: "Continuer" }).click();
      await page.getByRole("button", { name: "Continuer" }).click();
    },
    attendre: "Étape 3 sur 3",
  },
  {
    nom: "conseiller-email-manquant",
    chemin: "/conseiller/portefeuille",
    preparer: (etat) => {
      mission(etat);
      etat.sessions.conseiller!.email = undefined;
    },
    attendre: "Continuer sans e-mail",
  },
  {
    nom: "conseiller-agence",
    chemin: "/conseiller/portefeuille",
    preparer: sansAgence,
    agir: chercherAgence("agence"),
    attendre: "62 agences trouvées",
  },
  {
    nom: "conseiller-agence-libre",
    chemin: "/conseiller/portefeuille",
    preparer: sansAgence,
    agir: async (page) => {
      await chercherAgence("bellecour")(page);
      await page.getByText("1 agence trouvée").waitFor();
      await page.getByRole("button", { name: "n'apparaît pas" }).click();
      await page.getByRole("button", { name: "Enregistrer ce nom" }).click();
    },
    attendre: "Le formulaire contient une erreur",
  },
  {
    nom: "conseiller-mission-locale",
    chemin: "/conseiller/portefeuille",
    preparer: (etat) => {
      mission(etat);
      changerConseiller(etat, { missionLocale: undefined, lieuAChoisir: true });
    },
    agir: async (page) => {
      await page.getByLabel("Département").fill("29");
      await page.getByRole("button", { name: "Rechercher" }).click();
    },
    attendre: "2 Missions Locales trouvées",
  },
  {
    nom: "espace-erreur",
    chemin: "/conseiller/portefeuille",
    preparer: panne("GetSession"),
    attendre: "La page ne peut pas être affichée",
  },
  { nom: "conseiller-introuvable", chemin: "/conseiller/rien", attendre: "Page introuvable" },
];
