import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { demarrerDoublure, type Doublure } from "../doublure/serveur";
import { Etat } from "../doublure/services";
import { ouvrir, type Navigateur, type Ouverture } from "./navigateur";
import { jeune } from "../doublure/situations";

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

const restes = (page: Page) => page.evaluate(() => Object.keys(localStorage));

describe("TR-26 a shared computer", () => {
  async function entrerSurPostePartage() {
    const page = await entrer("/app/connexion", { largeur: 390, hauteur: 844 });
    await page.clock.install();
    etat.fiches = [];
    await page.getByText("Poste partagé").click();
    await page.getByRole("link", { name: "Je suis suivi par la Mission locale" }).click();
    await page.getByRole("heading", { level: 1, name: "Bonjour Théo" }).waitFor();
    return page;
  }
  test("20 minutes without use: a warning, then the sign-out; back shows nothing", async () => {
    const page = await entrerSurPostePartage();
    await page.clock.fastForward("19:00");
    await page.clock.runFor(2_000);
    expect(await page.getByRole("dialog").count()).toBe(0);
    await page.clock.fastForward("01:00");
    await page.clock.runFor(2_000);
    await page.getByRole("dialog", { name: /Êtes-vous toujours là/ }).waitFor();
    await page.getByRole("button", { name: "Rester connecté" }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });

    await page.clock.fastForward("20:30");
    await page.clock.runFor(2_000);
    await page.getByRole("dialog", { name: /Êtes-vous toujours là/ }).waitFor();
    await page.clock.fastForward("01:00");
    await page.clock.runFor(2_000);
    await page.getByText("Vous avez été déconnecté").waitFor();
    expect(etat.sessions.beneficiaire).toBeUndefined();
    expect(await restes(page)).toEqual([]);

    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "Connexion" }).waitFor();
    expect(await page.getByText("Théo").count()).toBe(0);
  });

  test("left open, then opened again too late: nothing is shown before the session is closed", async () => {
    const page = await entrerSurPostePartage();
    await page.evaluate(() => {
      const cle = Object.keys(localStorage).find((c) => c.endsWith(".activite"))!;
      localStorage.setItem(cle, String(Date.now() - 3_600_000));
    });
    etat.appels.length = 0;
    await page.goto(`${doublure.url}/app/profil`);
    await page.getByText("Vous avez été déconnecté").waitFor();
    expect(etat.sessions.beneficiaire).toBeUndefined();
    expect(etat.appels).not.toContain("GetProfilBeneficiaire");
  });
});

test("UB-23 the right word: the account is gone, nothing stays on the device", async () => {
  jeune(etat);
  const page = await entrer("/app/profil");
  await page.getByRole("link", { name: "Supprimer mon compte" }).click();
  await page.getByLabel("pour confirmer").fill(" Supprimer ");
  await page.getByRole("button", { name: "Supprimer définitivement" }).click();
  await page.getByText("Votre compte est supprimé").waitFor();
  expect(etat.sessions.beneficiaire).toBeUndefined();
  expect((await restes(page)).filter((cle) => cle.includes(".session."))).toEqual([]);
  await page.goBack();
  expect(await page.getByText("Théo").count()).toBe(0);
});
