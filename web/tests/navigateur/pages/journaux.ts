import { Code } from "@connectrpc/connect";
import { idBeneficiaire } from "../../doublure/distribution";
import { consultationDuSupport, consultations, periodes } from "../../doublure/journaux";
import { refus } from "../../doublure/refus";
import { franceTravail, mission, panne } from "../../doublure/situations";
import type { EtatPage } from "./etat";

/** Who followed a person, who read his fiche. */
export const JOURNAUX: EtatPage[] = [
  {
    nom: "historique",
    chemin: `/conseiller/beneficiaires/${idBeneficiaire(0)}/indicateurs?onglet=historique`,
    preparer: (etat) => {
      mission(etat);
      etat.periodes = periodes();
    },
    attendre: "Récupération après un suivi temporaire",
  },
  {
    nom: "historique-informations",
    chemin: `/conseiller/beneficiaires/${idBeneficiaire(0)}/indicateurs`,
    preparer: mission,
    attendre: "Situations dans i-milo",
  },
  {
    nom: "historique-ft",
    chemin: `/conseiller/beneficiaires/${idBeneficiaire(0)}/indicateurs?onglet=historique`,
    preparer: (etat) => {
      franceTravail(etat);
      etat.periodes = periodes();
    },
    attendre: "Récupération après un suivi temporaire",
  },
  {
    nom: "historique-erreur",
    chemin: `/conseiller/beneficiaires/${idBeneficiaire(0)}/indicateurs?onglet=historique`,
    preparer: panne("ListHistoriqueConseillers"),
    attendre: "Le service est momentanément indisponible",
  },
  {
    nom: "consultations",
    chemin: `/conseiller/beneficiaires/${idBeneficiaire(0)}/consultations`,
    preparer: (etat) => {
      mission(etat);
      etat.consultations = consultations();
    },
    attendre: "Même Mission Locale",
  },
  {
    nom: "consultations-support",
    chemin: `/conseiller/beneficiaires/${idBeneficiaire(0)}/consultations`,
    preparer: (etat) => {
      mission(etat);
      etat.consultations = [consultationDuSupport(), ...consultations(4)];
    },
    attendre: "Demande d'accès",
  },
  {
    nom: "consultations-filtrees",
    chemin: `/conseiller/beneficiaires/${idBeneficiaire(0)}/consultations`,
    preparer: (etat) => {
      mission(etat);
      etat.consultations = consultations();
    },
    agir: async (page) => {
      await page.getByLabel("Personne").selectOption("Yann Le Goff");
      await page.getByLabel("Du").fill("2026-11-30");
      await page.getByLabel("Au").fill("2026-11-01");
      await page.getByRole("button", { name: "Filtrer" }).click();
      await page.getByText("doit suivre").waitFor();
      await page.getByLabel("Du").fill("2026-11-29");
      await page.getByLabel("Au").fill("2026-11-30");
      await page.getByRole("button", { name: "Filtrer" }).click();
    },
    attendre: "ne correspond à ces filtres",
  },
  {
    nom: "consultations-vides",
    chemin: `/conseiller/beneficiaires/${idBeneficiaire(0)}/consultations`,
    preparer: mission,
    attendre: "Aucune consultation",
  },
  {
    nom: "consultations-reservees",
    chemin: `/conseiller/beneficiaires/${idBeneficiaire(0)}/consultations`,
    preparer: (etat) => {
      mission(etat);
      etat.pannes.set("WhoReadBeneficiaire", () =>
        refus(Code.PermissionDenied, "RESERVE_AU_REFERENT"),
      );
    },
    attendre: "Réservé au conseiller référent",
  },
];
