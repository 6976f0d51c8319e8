import { Code } from "@connectrpc/connect";
import { idBeneficiaire } from "../../doublure/distribution";
import { refus } from "../../doublure/refus";
import { franceTravail, mission, panne } from "../../doublure/situations";
import type { EtatPage } from "./etat";

/** The fiche of a person and what is done from it. */
export const FICHE: EtatPage[] = [
  {
    nom: "fiche-ml",
    chemin: `/conseiller/beneficiaires/${idBeneficiaire(0)}`,
    preparer: mission,
    attendre: "Date de fin du CEJ",
  },
  {
    nom: "fiche-ml-jamais-connecte",
    chemin: `/conseiller/beneficiaires/${idBeneficiaire(5)}`,
    preparer: mission,
    attendre: "ne s'est pas encore connecté",
  },
  {
    nom: "fiche-ml-incertaine",
    chemin: `/conseiller/beneficiaires/${idBeneficiaire(2)}`,
    preparer: mission,
    attendre: "Reprendre la création",
  },
  {
    nom: "fiche-ml-lecture-seule",
    chemin: `/conseiller/beneficiaires/${idBeneficiaire(4)}`,
    preparer: (etat) => {
      mission(etat);
      etat.fiches[4]!.lectureSeule = true;
    },
    attendre: "Vous êtes en lecture seule",
  },
  {
    nom: "fiche-ml-a-archiver",
    chemin: `/conseiller/beneficiaires/${idBeneficiaire(3)}`,
    preparer: mission,
    attendre: "Ce compte est à archiver",
  },
  {
    nom: "fiche-ml-pretee",
    chemin: `/conseiller/beneficiaires/${idBeneficiaire(6)}`,
    preparer: mission,
    attendre: "se termine le 28/02/2027",
  },
  {
    nom: "fiche-ml-autre-ml",
    chemin: `/conseiller/beneficiaires/${idBeneficiaire(7)}`,
    preparer: mission,
    attendre: "ne peut pas être inscrit aux sessions",
  },
  {
    nom: "fiche-ml-reprise",
    chemin: `/conseiller/beneficiaires/${idBeneficiaire(4)}`,
    preparer: mission,
    attendre: "Suivi par une autre Mission Locale depuis",
  },
  {
    nom: "fiche-ml-renvoi",
    chemin: `/conseiller/beneficiaires/${idBeneficiaire(5)}`,
    preparer: mission,
    agir: (page) => page.getByRole("button", { name: "Renvoyer l'e-mail" }).click(),
    attendre: "Prochain envoi possible",
  },
  {
    nom: "fiche-ml-compteur",
    chemin: `/conseiller/beneficiaires/${idBeneficiaire(0)}`,
    preparer: (etat) => {
      mission(etat);
      etat.fiches[0]!.peutVoirComptage = false;
    },
    agir: (page) => page.getByText("Afficher le compteur").click(),
    attendre: "i-milo reste la référence",
  },
  {
    nom: "fiche-ml-dispositif",
    chemin: `/conseiller/beneficiaires/${idBeneficiaire(0)}`,
    preparer: mission,
    agir: async (page) => {
      await page.getByRole("button", { name: "Changer de dispositif" }).click();
      await page.getByText("L'accompagnement est terminé").click();
      await page.getByRole("button", { name: "Confirmer le changement" }).click();
    },
    attendre: "Le formulaire contient une erreur",
  },
  {
    nom: "fiche-ml-suppression",
    chemin: `/conseiller/beneficiaires/${idBeneficiaire(0)}`,
    preparer: mission,
    agir: (page) => page.getByRole("button", { name: "Supprimer ce compte" }).click(),
    attendre: "Étape 1 sur 2",
  },
  {
    nom: "fiche-ml-suppression-motif",
    chemin: `/conseiller/beneficiaires/${idBeneficiaire(0)}`,
    preparer: mission,
    agir: async (page) => {
      await page.getByRole("button", { name: "Supprimer ce compte" }).click();
      await page.getByRole("button", { name: "Continuer" }).click();
      await page.getByLabel("Motif").selectOption("Autre");
      await page.getByRole("button", { name: "Supprimer le compte" }).click();
    },
    attendre: "Le formulaire contient une erreur",
  },
  {
    nom: "fiche-ml-suppression-pret",
    chemin: `/conseiller/beneficiaires/${idBeneficiaire(6)}`,
    preparer: mission,
    agir: async (page) => {
      await page.getByRole("button", { name: "Supprimer ce compte" }).click();
      await page.getByRole("button", { name: "Continuer" }).click();
      await page.getByLabel("Motif").selectOption("Déménagement");
      await page.getByRole("button", { name: "Supprimer le compte" }).click();
    },
    attendre: "perdra ce bénéficiaire",
  },
  {
    nom: "fiche-ml-suppression-jamais",
    chemin: `/conseiller/beneficiaires/${idBeneficiaire(5)}`,
    preparer: panne("DeleteBeneficiaire"),
    agir: async (page) => {
      await page.getByRole("button", { name: "Supprimer ce compte" }).click();
      await page.getByRole("button", { name: "Supprimer le compte" }).click();
    },
    attendre: "La réponse n'est pas arrivée",
  },
  {
    nom: "fiche-supprimee",
    chemin: `/conseiller/beneficiaires/${idBeneficiaire(5)}`,
    preparer: mission,
    agir: async (page) => {
      await page.getByRole("button", { name: "Supprimer ce compte" }).click();
      await page.getByRole("button", { name: "Supprimer le compte" }).click();
    },
    attendre: "a été supprimé",
  },
  {
    nom: "fiche-ft-identifiant",
    chemin: `/conseiller/beneficiaires/${idBeneficiaire(0)}`,
    preparer: franceTravail,
    agir: async (page) => {
      await page.getByRole("button", { name: /Modifier.*identifiant/ }).click();
      await page.getByRole("textbox", { name: "Identifiant France Travail" }).fill("12 é");
      await page.getByRole("button", { name: "Enregistrer" }).click();
    },
    attendre: "sans espace ni accent",
  },
  {
    nom: "fiche-ft-perimee",
    chemin: `/conseiller/beneficiaires/${idBeneficiaire(1)}`,
    preparer: (etat) => {
      franceTravail(etat);
      etat.pannes.set("CorrectEmail", () => refus(Code.Aborted, "ETAG_PERIME"));
    },
    agir: async (page) => {
      await page.getByRole("button", { name: /Corriger.*e-mail/ }).click();
      await page.getByRole("textbox", { name: "E-mail" }).fill("malek@mail.fr");
      await page.getByRole("button", { name: "Enregistrer" }).click();
    },
    attendre: "Valeur enregistrée",
  },
  {
    nom: "fiche-ft",
    chemin: `/conseiller/beneficiaires/${idBeneficiaire(1)}`,
    preparer: franceTravail,
    attendre: "ne s'est pas encore connecté",
  },
  {
    nom: "fiche-introuvable",
    chemin: "/conseiller/beneficiaires/inconnu",
    preparer: mission,
    attendre: "Page introuvable",
  },
  {
    nom: "fiche-erreur",
    chemin: `/conseiller/beneficiaires/${idBeneficiaire(0)}`,
    preparer: panne("GetFiche"),
    attendre: "Le service est momentanément indisponible",
  },
  {
    nom: "fiche-ml-inhabituel",
    chemin: `/conseiller/beneficiaires/${idBeneficiaire(3)}`,
    preparer: (etat) => {
      mission(etat);
      etat.fiches[3]!.lectureSeule = true;
      etat.consultationsInhabituelles = 62;
    },
    attendre: "62 fiches en une heure",
  },
  {
    nom: "fiche-ml-quota",
    chemin: `/conseiller/beneficiaires/${idBeneficiaire(3)}`,
    preparer: (etat) => {
      mission(etat);
      etat.pannes.set("GetFiche", () =>
        refus(Code.ResourceExhausted, "QUOTA_CONSULTATIONS", { attente: 1_800 }),
      );
    },
    attendre: "dans 30 minutes",
  },
];
