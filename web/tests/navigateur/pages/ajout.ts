import { franceTravail, mission } from "../../doublure/situations";
import type { EtatPage } from "./etat";
import { lireDossier } from "./gestes";

/** The creation of a person. */
export const AJOUT: EtatPage[] = [
  {
    nom: "ajout-ft",
    chemin: "/conseiller/portefeuille/nouveau",
    preparer: franceTravail,
    attendre: "Saisissez les coordonnées",
  },
  {
    nom: "ajout-ft-erreurs",
    chemin: "/conseiller/portefeuille/nouveau",
    preparer: franceTravail,
    agir: async (page) => {
      await page.getByLabel("E-mail").fill("zoé@mail.fr");
      await page.getByRole("button", { name: "Créer le compte" }).click();
    },
    attendre: "Le formulaire contient 3 erreurs",
  },
  {
    nom: "ajout-ml-numero",
    chemin: "/conseiller/portefeuille/nouveau",
    preparer: mission,
    attendre: "Saisissez le numéro de dossier",
  },
  {
    nom: "ajout-ml-introuvable",
    chemin: "/conseiller/portefeuille/nouveau",
    preparer: mission,
    agir: lireDossier("999"),
    attendre: "Dossier introuvable",
  },
  {
    nom: "ajout-ml-identite",
    chemin: "/conseiller/portefeuille/nouveau",
    preparer: mission,
    agir: async (page) => {
      await lireDossier("402117")(page);
      await page.getByRole("radio", { name: /^CEJ/ }).check({ force: true });
    },
    attendre: "Afficher le compteur à votre bénéficiaire",
  },
  {
    nom: "ajout-ml-sans-email",
    chemin: "/conseiller/portefeuille/nouveau",
    preparer: mission,
    agir: lireDossier("402118"),
    attendre: "Rafraîchir le compte",
  },
  {
    nom: "ajout-ml-lier",
    chemin: "/conseiller/portefeuille/nouveau",
    preparer: mission,
    agir: async (page) => {
      await lireDossier("402119")(page);
      await page.getByRole("radio", { name: /^CEJ/ }).check({ force: true });
      await page.getByRole("button", { name: "Créer le compte" }).click();
    },
    attendre: "Lier le compte ?",
  },
  {
    nom: "ajout-ml-succes",
    chemin: "/conseiller/portefeuille/nouveau",
    preparer: mission,
    agir: async (page) => {
      await lireDossier("402117")(page);
      await page.getByRole("radio", { name: /^CEJ/ }).check({ force: true });
      await page.getByRole("button", { name: "Créer le compte" }).click();
    },
    attendre: "Théo Lambert a été ajouté à votre portefeuille",
  },
  {
    nom: "dossier-imilo-invalide",
    chemin: "/conseiller/dossiers-imilo/abc",
    preparer: mission,
    attendre: "Numéro de dossier invalide",
  },
  {
    nom: "dossier-imilo-nouveau",
    chemin: "/conseiller/dossiers-imilo/402117",
    preparer: mission,
    attendre: "Saisissez le numéro de dossier",
  },
];
