import { Raison } from "@/gen/passemploi/erreurs/v1/raison_pb";
import { consultations } from "../../doublure/journaux";
import { CLE_PUSH, jeune, panne } from "../../doublure/situations";
import type { EtatPage } from "./etat";

/** The espace bénéficiaire. */
export const APP: EtatPage[] = [
  { nom: "app-bienvenue", chemin: "/app", attendre: "Échangez avec votre conseiller" },
  {
    nom: "app-connexion-inactivite",
    chemin: "/app/connexion?motif=inactivite",
    attendre: "Vous avez été déconnecté",
  },
  { nom: "app-connexion", chemin: "/app/connexion", attendre: "Pas de compte" },
  {
    nom: "app-connexion-renvoi",
    chemin: "/app/connexion",
    agir: async (page) => {
      await page.getByRole("button", { name: "Renvoyer le lien d'activation" }).click();
      await page.getByRole("textbox", { name: "E-mail" }).fill("theo.lambert@mail.fr");
      await page.getByRole("button", { name: "Recevoir un nouveau lien" }).click();
    },
    attendre: "Votre demande est enregistrée",
  },
  {
    nom: "app-connexion-pass-emploi",
    chemin: "/app/connexion?marque=pass-emploi",
    attendre: "Ce qu'il vous faut",
  },
  {
    nom: "app-connexion-refus",
    chemin: "/app/connexion?erreur=r2",
    preparer: (etat) =>
      etat.refusConnexion.set("r2", {
        raison: Raison.UTILISATEUR_INEXISTANT,
        email: "theo.lambert@mail.fr",
      }),
    attendre: "Aucun compte ne correspond",
  },
  {
    nom: "app-cgu",
    chemin: "/app/accueil",
    preparer: (etat) => {
      jeune(etat);
      etat.sessions.beneficiaire!.cguASigner = "2026-11-01";
    },
    attendre: "Refuser et se déconnecter",
  },
  {
    nom: "app-cgu-mises-a-jour",
    chemin: "/app/accueil",
    preparer: (etat) => {
      jeune(etat);
      Object.assign(etat.sessions.beneficiaire!, { cguASigner: "2026-11-01", cguSignee: "2025-05-01" });
    },
    attendre: "ont été mises à jour le 01/11/2026",
  },
  {
    nom: "app-accueil",
    chemin: "/app/accueil",
    preparer: jeune,
    attendre: "Vous accompagne depuis",
  },
  {
    nom: "app-accueil-erreur",
    chemin: "/app/accueil",
    preparer: panne("GetProfilBeneficiaire"),
    attendre: "Le service est momentanément indisponible",
  },
  { nom: "app-profil", chemin: "/app/profil", preparer: jeune, attendre: "Firefox, Windows" },
  {
    nom: "app-profil-partage-refuse",
    chemin: "/app/profil",
    preparer: panne("UpdatePartage"),
    agir: (page) => page.getByText("Partager mes offres suivies").click(),
    attendre: "Le service est momentanément indisponible",
  },
  {
    nom: "app-suppression",
    chemin: "/app/profil/suppression",
    preparer: jeune,
    agir: async (page) => {
      await page.getByLabel("pour confirmer").fill("effacer");
      await page.getByRole("button", { name: "Supprimer définitivement" }).click();
    },
    attendre: "Le formulaire contient une erreur",
  },
  {
    nom: "app-notifications",
    chemin: "/app/notifications",
    preparer: jeune,
    attendre: "Tout marquer lu",
  },
  {
    nom: "app-notifications-fin",
    chemin: "/app/notifications",
    preparer: jeune,
    agir: (page) => page.getByRole("button", { name: "plus anciennes" }).click(),
    attendre: "Elles sont gardées 60 jours",
  },
  {
    nom: "app-notifications-vide",
    chemin: "/app/notifications",
    preparer: (etat) => {
      jeune(etat);
      etat.notifications.beneficiaire = [];
    },
    attendre: "Aucune notification",
  },
  {
    nom: "app-notifications-erreur",
    chemin: "/app/notifications",
    preparer: panne("ListNotifications"),
    attendre: "Le service est momentanément indisponible",
  },
  {
    nom: "app-preferences",
    chemin: "/app/profil/notifications",
    preparer: jeune,
    attendre: "Rappels de saisie",
  },
  {
    nom: "app-preferences-push",
    chemin: "/app/profil/notifications",
    preparer: (etat) => {
      jeune(etat);
      etat.sessions.beneficiaire!.clePush = CLE_PUSH;
    },
    attendre: "Activer les notifications sur cet appareil",
  },
  {
    nom: "app-preferences-refus",
    chemin: "/app/profil/notifications",
    preparer: panne("UpdatePreferences"),
    agir: (page) => page.getByLabel(/Offres.*Notification/).click(),
    attendre: "Le service est momentanément indisponible",
  },
  {
    nom: "app-consultations",
    chemin: "/app/profil/consultations",
    preparer: (etat) => {
      jeune(etat);
      etat.consultations = consultations(34, true);
    },
    attendre: "Nom non communiqué",
  },
  {
    nom: "app-consultations-vide",
    chemin: "/app/profil/consultations",
    preparer: jeune,
    attendre: "Aucune consultation",
  },
];
