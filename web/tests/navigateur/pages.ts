import { create } from "@bufbuild/protobuf";
import { Code } from "@connectrpc/connect";
import type { Page } from "playwright-core";
import { Raison } from "@/gen/passemploi/erreurs/v1/raison_pb";
import type { SessionConseiller } from "@/gen/passemploi/identite/v1/session_service_pb";
import { Structure } from "@/gen/passemploi/identite/v1/structure_pb";
import { DossierImiloSchema } from "@/gen/passemploi/portefeuille/v1/beneficiaire_pb";
import { bruno, fiche, idBeneficiaire, karim, nadia, sophie, theo, yann } from "../doublure/distribution";
import {
  avisConseiller,
  consultations,
  notificationsBeneficiaire,
  periodes,
  sessionsOuvertes,
} from "../doublure/journaux";
import { refus } from "../doublure/refus";
import { Etat } from "../doublure/services";

/** One state of one page, reachable by an address and a few gestures. */
export interface EtatPage {
  nom: string;
  chemin: string;
  preparer?: (etat: Etat) => void;
  agir?: (page: Page) => Promise<void>;
  /** What shows that the state is reached. */
  attendre: string;
}

const TAILLE = 34;
/** A public key of the right form; the browser of the tests is never asked to use it. */
export const CLE_PUSH =
  "BDd3_hVL9fZi9Ybo2UUzA284WG5FZR30_95YeZJsiApwXKpNcF1rRPF3foIiBHXRdJI2Qhumhf6_LFTeZaNndIo";

export function mission(etat: Etat): void {
  etat.sessions.conseiller = nadia();
  etat.sessionsOuvertes.conseiller = sessionsOuvertes();
  etat.fiches = Array.from({ length: TAILLE }, (_, n) => fiche(n, nadia()));
  const dossier = (numero: string, email?: string) =>
    etat.dossiers.set(
      numero,
      create(DossierImiloSchema, {
        numero,
        prenom: "Théo",
        nom: "Lambert",
        dateNaissance: { annee: 2006, mois: 4, jour: 12 },
        codePostal: "29200",
        email,
      }),
    );
  dossier("402117", "theo.lambert@mail.fr");
  dossier("402118");
  dossier("402119", "theo.lambert@mail.fr");
}

/** People of the same Mission Locale, followed by Yann: their fiches are read only. */
export function collegues(etat: Etat): void {
  etat.collegues = Array.from({ length: 20 }, (_, n) => {
    const suivie = fiche(n + 8, yann());
    const chiffre = idBeneficiaire(100 + n);
    return Object.assign(suivie, { id: chiffre, numeroDossier: String(500_000 + n), lectureSeule: true });
  });
}

export function franceTravail(etat: Etat): void {
  etat.sessions.conseiller = sophie();
  etat.sessionsOuvertes.conseiller = sessionsOuvertes();
  etat.fiches = Array.from({ length: TAILLE }, (_, n) => fiche(n, sophie()));
}

function brsa(etat: Etat): void {
  etat.sessions.conseiller = karim();
  etat.fiches = Array.from({ length: 3 }, (_, n) => fiche(n, karim()));
}

export function jeune(etat: Etat): void {
  etat.sessions.beneficiaire = theo();
  etat.sessionsOuvertes.beneficiaire = sessionsOuvertes();
  etat.notifications.beneficiaire = notificationsBeneficiaire();
}

const panne = (methode: string) => (etat: Etat) => {
  mission(etat);
  jeune(etat);
  etat.pannes.set(methode, () =>
    refus(Code.Unavailable, "BASE_INDISPONIBLE", { attente: 20 }),
  );
};

const lireDossier = (numero: string) => async (page: Page) => {
  await page.getByLabel("Numéro de dossier").fill(numero);
  await page.getByRole("button", { name: "Valider le numéro" }).click();
};

function changerConseiller(etat: Etat, changement: Partial<SessionConseiller>): void {
  const { compte } = etat.sessions.conseiller!;
  if (compte.case === "conseiller") Object.assign(compte.value, changement);
}

function sansAgence(etat: Etat): void {
  franceTravail(etat);
  changerConseiller(etat, { agence: undefined, lieuAChoisir: true });
}

const chercherAgence = (mots: string) => async (page: Page) => {
  await page.getByLabel("Nom de l'agence").fill(mots);
  await page.getByRole("button", { name: "Rechercher" }).click();
};

export const PAGES: EtatPage[] = [
  { nom: "accueil", chemin: "/", attendre: "Choisissez votre espace" },
  { nom: "legal-cej-cgu", chemin: "/legal/cej/cgu", attendre: "1. Objet" },
  {
    nom: "legal-pass-emploi-accessibilite",
    chemin: "/legal/pass-emploi/accessibilite",
    attendre: "État de conformité",
  },
  { nom: "legal-introuvable", chemin: "/legal/cej/rien", attendre: "Page introuvable" },
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
    attendre: "Chargement",
  },
  {
    nom: "portefeuille-erreur",
    chemin: "/conseiller/portefeuille",
    preparer: panne("ListPortefeuille"),
    attendre: "Le service est momentanément indisponible",
  },
  {
    nom: "espace-erreur",
    chemin: "/conseiller/portefeuille",
    preparer: panne("GetSession"),
    attendre: "La page ne peut pas être affichée",
  },
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
    nom: "historique",
    chemin: `/conseiller/beneficiaires/${idBeneficiaire(0)}/indicateurs?onglet=historique`,
    preparer: (etat) => {
      mission(etat);
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
    nom: "etablissement",
    chemin: "/conseiller/etablissement",
    preparer: mission,
    attendre: "quel que soit son conseiller",
  },
  {
    nom: "etablissement-resultats",
    chemin: "/conseiller/etablissement?q=ma",
    preparer: (etat) => {
      mission(etat);
      collegues(etat);
    },
    attendre: "Résultats de la recherche",
  },
  {
    nom: "etablissement-court",
    chemin: "/conseiller/etablissement?q=m",
    preparer: mission,
    attendre: "Saisissez au moins 2 caractères.",
  },
  {
    nom: "etablissement-vide",
    chemin: "/conseiller/etablissement?q=xyz",
    preparer: mission,
    attendre: "ne ressemble à",
  },
  {
    nom: "etablissement-erreur",
    chemin: "/conseiller/etablissement?q=kenza",
    preparer: panne("SearchEtablissement"),
    attendre: "Le service est momentanément indisponible",
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
  {
    nom: "portefeuille-avis",
    chemin: "/conseiller/portefeuille",
    preparer: (etat) => {
      mission(etat);
      etat.notifications.conseiller = avisConseiller();
    },
    attendre: "Vous êtes superviseur",
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
  { nom: "conseiller-introuvable", chemin: "/conseiller/rien", attendre: "Page introuvable" },
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
