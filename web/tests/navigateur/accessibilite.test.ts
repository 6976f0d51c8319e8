import { mkdir } from "node:fs/promises";
import type { CDPSession } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { demarrerDoublure, type Doublure } from "../doublure/serveur";
import { Etat } from "../doublure/services";
import { fautesAxe } from "./axe";
import { deborde, ouvrir, type Navigateur } from "./navigateur";
import type { EtatPage } from "./pages/etat";
import { PAGES } from "./pages/index";

/** A folder where every state is also drawn, to be looked at. */
const CAPTURES = process.env["CAPTURES"];

/** Each state is reached at two sizes, then looked at in both themes and at the next size down. */
const FENETRES = [
  { nom: "bureau", largeur: 1440, hauteur: 900, etroite: 768 },
  { nom: "telephone", largeur: 390, hauteur: 844, etroite: 320 },
];
const THEMES = ["light", "dark"] as const;

/** The states whose name begins so, while they are being worked on. */
const SEULE = process.env["PAGE"];
const choisies = PAGES.filter(({ nom }) => SEULE === undefined || nom.startsWith(SEULE));

describe.each(FENETRES)("UC-23 UC-24 UB-21 UB-22 $nom", (fenetre) => {
  let etat: Etat;
  let doublure: Doublure;
  let navigateur: Navigateur;
  let protocole: CDPSession;

  beforeAll(async () => {
    etat = new Etat();
    doublure = await demarrerDoublure(etat);
    navigateur = await ouvrir(fenetre);
    protocole = await navigateur.contexte.newCDPSession(navigateur.page);
    if (CAPTURES) await mkdir(CAPTURES, { recursive: true });
  });
  afterAll(async () => {
    await navigateur.fermer();
    await doublure.arreter();
  });
  afterEach(() => {
    Object.assign(etat, new Etat());
  });

  test.each(choisies)("$nom", async ({ nom, chemin, preparer, agir, attendre }: EtatPage) => {
    const { page, plaintes } = navigateur;
    plaintes.length = 0;
    await page.setViewportSize({ width: fenetre.largeur, height: fenetre.hauteur });
    await page.emulateMedia({ colorScheme: "light" });
    // A signed-in page may have left a memory on the device.
    await page.goto("about:blank");
    await protocole.send("Storage.clearDataForOrigin", { origin: doublure.url, storageTypes: "local_storage" });
    preparer?.(etat);
    await page.goto(doublure.url + chemin);
    await agir?.(page);
    await page.getByText(attendre).first().waitFor();
    await page.evaluate(() => document.fonts.ready);

    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme });
      await page.locator(`html[data-fr-theme="${theme}"]`).waitFor({ state: "attached" });
      if (CAPTURES) {
        await page.screenshot({ path: `${CAPTURES}/${nom}.${fenetre.nom}.${theme}.png`, fullPage: true });
      }
      // The tabs of a phone stay in sight: at the end of the page they cover nothing.
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      expect(await fautesAxe(page), theme).toEqual([]);
    }
    expect(await page.locator("h1").count()).toBe(1);
    expect(await page.title()).toMatch(/ - (CEJ|pass emploi|Pass Emploi)$/);
    for (const largeur of [fenetre.largeur, fenetre.etroite]) {
      await page.setViewportSize({ width: largeur, height: fenetre.hauteur });
      expect(await deborde(page), `${largeur} px`).toBe(false);
    }
    expect(plaintes).toEqual([]);
  });
});
