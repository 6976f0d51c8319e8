import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  chercher,
  entrerConseiller,
  ligne,
  remplirEmailImilo,
  remplirPersonne,
  URL_PAGES,
  URL_PARTENAIRES,
} from "./demo";
import { deborde, ouvrir, type Navigateur } from "./navigateur";

const MISSION_LOCALE = "Connexion conseiller Mission Locale";
const FRANCE_TRAVAIL = "Connexion conseiller France Travail CEJ";
const NUMERO_KENZA = "401001";

async function ouvrirFiche(page: Page, nom: string): Promise<void> {
  await chercher(page, nom);
  await page.getByRole("link", { name: nom }).click();
  await page.getByText("Ajouté le :").waitFor();
}

/** The whole portefeuille of a conseiller, on a real demo that was just reset. */
describe.runIf(URL_PAGES && URL_PARTENAIRES)("journeys of the portefeuille", () => {
  let bureau: Navigateur;
  let autre: Navigateur;

  beforeEach(async () => {
    bureau = await ouvrir({ largeur: 1280 });
    autre = await ouvrir({ largeur: 390, hauteur: 844 });
  });
  afterEach(async () => {
    await bureau.fermer();
    await autre.fermer();
    expect([...bureau.plaintes, ...autre.plaintes]).toEqual([]);
  });

  test("UC-08 PF-11 a link that expired: sent again once, closed in another browser too", async () => {
    const { page } = bureau;
    await entrerConseiller(page, MISSION_LOCALE, "Nadia Kerbrat");
    await ouvrirFiche(page, "Pennec Océane");
    await page.getByText("Le lien d'activation a expiré").waitFor();
    await page.getByRole("button", { name: "Renvoyer l'e-mail d'activation" }).click();
    await page.getByText("L'e-mail d'activation est envoyé").waitFor();
    await page.getByText(/^Le lien d'activation est valable jusqu'(à|au)/).waitFor();
    await page.getByText("Prochain envoi possible").waitFor();

    await entrerConseiller(autre.page, MISSION_LOCALE, "Nadia Kerbrat");
    await autre.page.goto(page.url());
    const ferme = autre.page.getByRole("button", { name: "Renvoyer l'e-mail d'activation" });
    await autre.page.getByText("Prochain envoi possible").waitFor();
    await expect.poll(() => ferme.getAttribute("aria-disabled")).toBe("true");
    expect(await deborde(autre.page)).toBe(false);
  });

  test("UC-07 a dossier without e-mail: no creation, refreshed once i-milo is filled", async () => {
    const { page } = bureau;
    await entrerConseiller(page, MISSION_LOCALE, "Nadia Kerbrat");
    await page.getByRole("link", { name: "Ajouter un bénéficiaire" }).click();
    await page.getByLabel("Numéro de dossier").fill("402211");
    await page.getByRole("button", { name: "Valider le numéro" }).click();
    await page.getByText("L'adresse e-mail n'est pas renseignée dans i-milo").waitFor();
    expect(await page.getByRole("button", { name: "Créer le compte" }).count()).toBe(0);
    await remplirEmailImilo(402_211, "gwenaelle.pichon@mail.fr");
    await page.getByRole("button", { name: "Rafraîchir le compte" }).click();
    await page.getByText("gwenaelle.pichon@mail.fr").waitFor();
    await page.getByRole("radio", { name: /^PACEA/ }).check({ force: true });
    await page.getByRole("button", { name: "Créer le compte" }).click();
    await page.getByText("Gwenaëlle Pichon a été ajouté à votre portefeuille").waitFor();
  });

  test("UC-07 PF-04 an account of another Mission Locale: confirmed, then created", async () => {
    const { page } = bureau;
    await entrerConseiller(page, MISSION_LOCALE, "Nadia Kerbrat");
    await page.goto(`${URL_PAGES}/conseiller/dossiers-imilo/402208`);
    await page.getByRole("heading", { level: 1, name: "Créer un compte bénéficiaire" }).waitFor();
    await expect.poll(() => page.getByLabel("Numéro de dossier").inputValue()).toBe("402208");
    await page.getByRole("button", { name: "Valider le numéro" }).click();
    await page.getByRole("radio", { name: /^CEJ/ }).check({ force: true });
    await page.getByRole("button", { name: "Créer le compte" }).click();
    await page.getByRole("heading", { name: /^Lier le compte/ }).waitFor();
    await page.getByRole("button", { name: "Lier le compte" }).click();
    await page.getByText("a été ajouté à votre portefeuille").waitFor();
  });

  test("UC-04 filters: only accounts that were never activated, in the address", async () => {
    const { page } = bureau;
    await entrerConseiller(page, MISSION_LOCALE, "Nadia Kerbrat");
    await page.getByRole("button", { name: "Filtrer la liste" }).click();
    await page.getByText("Compte non activé", { exact: true }).first().click();
    await page.getByRole("button", { name: "Valider" }).click();
    await page.waitForURL(/statut=non-active/);
    await ligne(page, "Le Roux Titouan").waitFor();
    expect(await ligne(page, "Belkacem Kenza").count()).toBe(0);
    await page.reload();
    await ligne(page, "Le Roux Titouan").waitFor();
    await page.getByRole("button", { name: "Réinitialiser les filtres" }).click();
    await page.getByRole("heading", { name: /^Liste des bénéficiaires \(3\d\)$/ }).waitFor();
  });

  test("archiving: what happens, why, when; the person is not in the list any more", async () => {
    const { page } = bureau;
    await entrerConseiller(page, MISSION_LOCALE, "Nadia Kerbrat");
    await ouvrirFiche(page, "Créac'h Zoé");
    await page.getByRole("button", { name: "Supprimer ce compte" }).click();
    await page.getByRole("button", { name: "Continuer" }).click();
    await page.getByLabel("Motif").selectOption("Autre");
    await page.getByRole("button", { name: "Supprimer le compte" }).click();
    await page.getByRole("link", { name: "Précisez le motif dans le commentaire." }).click();
    await page.keyboard.type("Retour dans sa région.");
    await page.getByRole("button", { name: "Supprimer le compte" }).click();
    await page.getByText("Le compte de Zoé Créac'h a été supprimé").waitFor();
    await chercher(page, "creac");
    await page.getByRole("heading", { name: "Aucun bénéficiaire trouvé" }).waitFor();
  });

  test("PF-38 UC-28 the link of i-milo and the search of the Mission Locale: read only for Yann", async () => {
    const { page } = bureau;
    await entrerConseiller(page, MISSION_LOCALE, "Nadia Kerbrat");
    await page.goto(`${URL_PAGES}/conseiller/dossiers-imilo/${NUMERO_KENZA}`);
    await page.getByRole("heading", { level: 1, name: "Kenza Belkacem" }).waitFor();
    await page.getByRole("button", { name: "Supprimer ce compte" }).waitFor();

    const colleague = autre.page;
    await entrerConseiller(colleague, MISSION_LOCALE, "Yann Le Goff");
    await colleague.goto(`${URL_PAGES}/conseiller/etablissement`);
    await colleague.getByLabel("Rechercher un bénéficiaire").fill("kenza");
    await colleague.getByRole("button", { name: "Rechercher" }).click();
    await colleague.getByRole("link", { name: "Belkacem Kenza" }).click();
    await colleague.getByText("Vous êtes en lecture seule").waitFor();
    expect(await colleague.getByRole("main").getByRole("button").count()).toBe(0);
    await colleague.getByRole("link", { name: "Voir l'historique des conseillers" }).click();
    await colleague.getByText(/Nadia Kerbrat/).last().waitFor();
    expect(await deborde(colleague)).toBe(false);
  });

  test("France Travail: the e-mail is corrected, the identifiant added, the account deleted", async () => {
    const { page } = bureau;
    await entrerConseiller(page, FRANCE_TRAVAIL, "Sophie Marchetti");
    await page.getByRole("link", { name: "Ajouter un bénéficiaire" }).first().click();
    await remplirPersonne(page, "Nora", "Testud", "nora.testut@mail.fr");
    await page.getByRole("button", { name: "Créer le compte" }).click();
    await page.getByRole("link", { name: "Voir la fiche de Nora Testud" }).click();

    await page.getByRole("button", { name: /Corriger.*e-mail/ }).click();
    await page.getByRole("textbox", { name: /E-mail/ }).fill("nora.testud@mail.fr");
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await page.getByText("nora.testud@mail.fr").waitFor();

    const modifier = page.getByRole("button", { name: /(Ajouter|Modifier).*identifiant/ });
    await modifier.click();
    await page.getByRole("textbox", { name: /Identifiant France Travail/ }).fill("987654323a");
    await page.keyboard.press("Enter");
    await page.getByText("987654323A").waitFor();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await expect.poll(() => modifier.evaluate((b) => b === document.activeElement)).toBe(true);

    await page.getByRole("button", { name: "Supprimer ce compte" }).click();
    await page.getByRole("button", { name: "Supprimer le compte" }).click();
    await page.getByText("Le compte de Nora Testud a été supprimé").waitFor();
  });

  test("UB-01 PF-44 another activation link, the same words whoever asks", async () => {
    const { page } = autre;
    for (const email of ["gaelle.inconnue@mail.fr", "titouan.le-roux@mail.fr"]) {
      await page.goto(`${URL_PAGES}/app/connexion`);
      await page.getByText("valable 12 heures").first().waitFor();
      await page.getByRole("button", { name: "Renvoyer le lien d'activation" }).click();
      await page.getByRole("textbox", { name: /E-mail/ }).fill(email);
      await page.getByRole("button", { name: "Recevoir un nouveau lien" }).click();
      await page.getByText("Votre demande est enregistrée").waitFor();
    }
    expect(await deborde(page)).toBe(false);
  });
});
