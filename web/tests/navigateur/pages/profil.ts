import { changerConseiller, franceTravail, mission, panne } from "../../doublure/situations";
import type { EtatPage } from "./etat";
import { chercherAgence } from "./gestes";

/** The profile of a conseiller. */
export const PROFIL: EtatPage[] = [
  {
    nom: "conseiller-profil-ml",
    chemin: "/conseiller/profil",
    preparer: mission,
    attendre: "Firefox, Windows",
  },
  {
    nom: "conseiller-profil-sans-email",
    chemin: "/conseiller/bienvenue?retour=/conseiller/profil",
    preparer: (etat) => {
      mission(etat);
      etat.sessions.conseiller!.email = undefined;
    },
    agir: (page) => page.getByRole("button", { name: "Continuer sans e-mail" }).click(),
    attendre: "Choix fermé",
  },
  {
    nom: "conseiller-profil-agence-libre",
    chemin: "/conseiller/profil",
    preparer: (etat) => {
      franceTravail(etat);
      changerConseiller(etat, { agence: "Agence éphémère" });
      etat.agenceDuReferentiel = false;
    },
    agir: async (page) => {
      await page.getByRole("button", { name: "Choisir mon agence" }).click();
      await chercherAgence("thiers")(page);
    },
    attendre: "1 agence trouvée",
  },
  {
    nom: "conseiller-profil-session-fermee",
    chemin: "/conseiller/profil",
    preparer: mission,
    agir: (page) => page.getByRole("button", { name: /Déconnecter la session.*Chrome/ }).click(),
    attendre: "moins d'une minute",
  },
  {
    nom: "conseiller-profil-suppression",
    chemin: "/conseiller/profil",
    preparer: mission,
    agir: (page) => page.getByRole("button", { name: "Supprimer mon compte" }).click(),
    attendre: "Supprimer votre compte",
  },
  {
    nom: "conseiller-profil-suppression-refusee",
    chemin: "/conseiller/profil",
    preparer: mission,
    agir: async (page) => {
      await page.getByRole("button", { name: "Supprimer mon compte" }).click();
      await page.getByRole("button", { name: "Supprimer définitivement" }).click();
    },
    attendre: "34 bénéficiaires y sont encore rattachés",
  },
  {
    nom: "conseiller-profil-erreur",
    chemin: "/conseiller/profil",
    preparer: panne("GetProfilConseiller"),
    attendre: "Le service est momentanément indisponible",
  },
];
