import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EtatCompte } from "@/gen/passemploi/portefeuille/v1/beneficiaire_pb";
import { idBeneficiaire, ilYA } from "../doublure/distribution";
import { avisConseiller } from "../doublure/journaux";
import { demarrerDoublure, type Doublure } from "../doublure/serveur";
import { Etat } from "../doublure/services";
import { deborde, ouvrir, type Navigateur, type Ouverture } from "./navigateur";
import { PAGES } from "./pages/index";
import { franceTravail, jeune, mission } from "../doublure/situations";

let etat: Etat;
let doublure: Doublure;
let navigateur: Navigateur | undefined;

beforeEach(async () => {
  etat = new Etat();
  doublure = await demarrerDoublure(etat);
});
afterEach(async () => {
  await navigateur?.fermer();
  await doublure.arreter();
});

async function entrer(chemin: string, ouverture?: Ouverture) {
  navigateur = await ouvrir(ouverture);
  await navigateur.page.goto(doublure.url + chemin);
  return navigateur.page;
}

describe("keyboard", () => {
  beforeEach(() => mission(etat));

  test("UC-22 skip links come first, the title has the focus after a navigation", async () => {
    const page = await entrer("/conseiller/portefeuille");
    await page.getByRole("table").waitFor();
    await page.keyboard.press("Tab");
    const focus = () => page.evaluate(() => document.activeElement?.textContent);
    await expect.poll(() => focus()).toBe("Aller au contenu");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("contenu");
    await page.keyboard.press("Tab");
    await expect.poll(() => focus()).toBe("Ajouter un bénéficiaire");
    await page.keyboard.press("Enter");
    await expect.poll(focus).toBe("Créer un compte bénéficiaire");
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
  });

  test("UC-22 a dialog closes on Escape and gives the focus back", async () => {
    const page = await entrer("/conseiller/portefeuille");
    const bouton = page.getByRole("button", { name: "Paramètres d'affichage" });
    await bouton.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await page.getByRole("radio", { name: "Nuit" }).check({ force: true });
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await expect.poll(() => bouton.evaluate((b) => b === document.activeElement)).toBe(true);
    await expect.poll(() => page.locator("html").getAttribute("data-fr-theme")).toBe("dark");
    await page.reload();
    await expect.poll(() => page.locator("html").getAttribute("data-fr-theme")).toBe("dark");
  });

  test("UC-26 the menu of a phone opens, leads, and closes by itself", async () => {
    const page = await entrer("/conseiller/portefeuille/nouveau", { largeur: 390, hauteur: 844 });
    await page.getByRole("button", { name: "Menu" }).click();
    const menu = page.getByRole("dialog", { name: "Menu principal" });
    await menu.getByText("Nadia Kerbrat").waitFor();
    if (process.env["CAPTURES"]) {
      await page.screenshot({ path: `${process.env["CAPTURES"]}/menu-mobile.390-jour.png` });
    }
    await menu.getByRole("link", { name: "Portefeuille" }).click();
    await page.getByRole("heading", { level: 1, name: "Portefeuille" }).waitFor();
    await menu.waitFor({ state: "hidden" });
  });
});

describe("dialogs of the fiche", () => {
  beforeEach(() => mission(etat));

  test("UC-22 archiving with the keyboard: each step takes the focus, Escape gives it back", async () => {
    const page = await entrer(`/conseiller/beneficiaires/${idBeneficiaire(0)}`);
    const focus = () => page.evaluate(() => document.activeElement?.textContent);
    const supprimer = page.getByRole("button", { name: "Supprimer ce compte" });
    await supprimer.focus();
    await page.keyboard.press("Enter");
    await page.getByText("Étape 1 sur 2").waitFor();
    // The way out first: a hurried Enter changes nothing.
    await expect.poll(() => focus()).not.toBe("Continuer");
    await page.getByRole("button", { name: "Continuer" }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(focus).toMatch(/^Pourquoi supprimer ce compte/);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await expect.poll(() => supprimer.evaluate((b) => b === document.activeElement)).toBe(true);
    // Opened again, it begins at its first step.
    await page.keyboard.press("Enter");
    await page.getByText("Étape 1 sur 2").waitFor();
    expect(etat.appels).not.toContain("ArchiveBeneficiaire");
  });

  test("D49 an avis comes by the stream: list and open fiche follow without a reload", async () => {
    const page = await entrer(`/conseiller/beneficiaires/${idBeneficiaire(5)}`);
    await page.getByText("ne s'est pas encore connecté").waitFor();
    await expect.poll(() => etat.ecoutes).toBe(1);
    const liste = await navigateur!.contexte.newPage();
    await liste.goto(`${doublure.url}/conseiller/portefeuille?q=anais`);
    const lien = liste.locator(`a[href$="${idBeneficiaire(5)}"]`);
    const ligne = liste.getByRole("row").filter({ has: lien });
    await ligne.getByText("Compte non activé").waitFor();

    Object.assign(etat.fiches[5]!, { etat: EtatCompte.ACTIF, derniereActivite: ilYA(0), droits: [] });
    etat.notifications.conseiller = avisConseiller();
    etat.prevenir();
    // Well before the list would refresh by itself.
    await page.getByText("ne s'est pas encore connecté").waitFor({ state: "hidden", timeout: 5_000 });
    await ligne.getByText("Aujourd'hui à").waitFor({ timeout: 5_000 });
    await liste.getByText("Vous êtes superviseur").first().waitFor({ timeout: 5_000 });
  });
});

describe("what fails around a page", () => {
  beforeEach(() => mission(etat));

  test("the code of a page is missing: an error inside the menu, then another try", async () => {
    const page = await entrer("/conseiller/portefeuille");
    await page.getByRole("table").waitFor();
    await page.route("**/assets/**", (route) => route.abort());
    await page.getByRole("link", { name: "Ajouter un bénéficiaire" }).click();
    await page.getByRole("heading", { level: 1, name: "La page ne peut pas être affichée" }).waitFor();
    await expect.poll(() => page.getByRole("main").count()).toBe(1);
    await expect.poll(() => page.locator("header.pe-menu, .pe-simple__haut").count()).toBe(1);
    await page.getByText("Nadia Kerbrat").waitFor();
    await page.unroute("**/assets/**");
    await page.getByRole("button", { name: "Réessayer" }).click();
    await page.getByRole("heading", { level: 1, name: "Créer un compte bénéficiaire" }).waitFor();
  });

  test("the session is closed in another tab: the sign-in once, with the way back", async () => {
    const page = await entrer("/conseiller/portefeuille/nouveau");
    await page.getByLabel(/Numéro de dossier/).fill("402117");
    delete etat.sessions.conseiller;
    etat.appels.length = 0;
    await page.getByRole("button", { name: "Valider le numéro" }).click();
    await page.getByText("Votre session a expiré").waitFor();
    await page.waitForTimeout(1_000);
    expect(etat.appels.length).toBeLessThan(4);
    expect(new URL(page.url()).search).toBe(
      "?retour=%2Fconseiller%2Fportefeuille%2Fnouveau&motif=session-expiree",
    );
  });
});

test("UC-06 an answer about the e-mail that comes after the sending says nothing", async () => {
  franceTravail(etat);
  const page = await entrer("/conseiller/portefeuille/nouveau");
  await page.getByLabel("* Prénom").fill("Camille");
  await page.getByLabel("* Nom").fill("Roussel");
  await page.getByLabel("* E-mail").fill("camille.roussel@mail.fr");
  await page.route("**/CheckEmail", async (route) => {
    await page.waitForTimeout(700);
    await route.continue();
  });
  await page.route("**/CreateBeneficiaireFt", async (route) => {
    const response = await route.fetch();
    await page.waitForTimeout(2_000);
    await route.fulfill({ response });
  });
  const verification = page.waitForResponse("**/CheckEmail");
  await page.getByLabel("* E-mail").press("Tab");
  await page.waitForRequest("**/CheckEmail");
  await page.getByLabel("* Prénom").press("Enter");
  await verification;
  await page.waitForTimeout(300);
  expect(etat.creations.size).toBe(1);
  expect(await page.getByText(/déjà/).count()).toBe(0);
  await page.getByText("Camille Roussel a été ajouté à votre portefeuille").waitFor();
});

describe("UB-21 text at 200 % on 320 px", () => {
  const pages = PAGES.filter(({ chemin }) => chemin.startsWith("/app"));
  test.each(pages)("$nom", async ({ chemin, preparer, agir, attendre }) => {
    jeune(etat);
    preparer?.(etat);
    const page = await entrer(chemin, { largeur: 320, hauteur: 640 });
    await page.addStyleTag({ content: ":root { font-size: 200% !important; }" });
    await agir?.(page);
    await page.getByText(attendre).first().waitFor();
    expect(await deborde(page)).toBe(false);
    const coupes = await page
      .getByRole("button")
      .or(page.getByRole("link"))
      .evaluateAll((actions) =>
        actions
          .filter((a) => a.scrollWidth > a.clientWidth + 1 && a.clientWidth > 0)
          .map((a) => a.textContent),
      );
    expect(coupes).toEqual([]);
  });
});
