import { mkdir } from "node:fs/promises";
import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { demarrerDoublure, type Doublure } from "../doublure/serveur";
import { Etat } from "../doublure/services";
import { deborde, ouvrir, type Navigateur, type Ouverture } from "./navigateur";
import { PAGES, type EtatPage } from "./pages";

const REGLES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** A folder where every state is also drawn, to be looked at. */
const CAPTURES = process.env["CAPTURES"];

const FENETRES: (Ouverture & { nom: string })[] = [
  { nom: "1440-jour", largeur: 1440, hauteur: 900, theme: "light" },
  { nom: "1440-nuit", largeur: 1440, hauteur: 900, theme: "dark" },
  { nom: "768-jour", largeur: 768, hauteur: 1024, theme: "light" },
  { nom: "390-jour", largeur: 390, hauteur: 844, theme: "light" },
  { nom: "390-nuit", largeur: 390, hauteur: 844, theme: "dark" },
  { nom: "320-jour", largeur: 320, hauteur: 640, theme: "light" },
];

/** One state alone, by its name, while it is being worked on. */
const SEULE = process.env["PAGE"];
const choisies = PAGES.filter((page) => SEULE === undefined || page.nom === SEULE);

describe.each(FENETRES)("UC-23 UC-24 UB-21 UB-22 $nom", (fenetre) => {
  let etat: Etat;
  let doublure: Doublure;
  let navigateur: Navigateur;

  beforeAll(async () => {
    etat = new Etat();
    doublure = await demarrerDoublure(etat);
    navigateur = await ouvrir(fenetre);
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
    // A signed-in page may have left a memory on the device.
    await page.goto(`${doublure.url}/`);
    await page.evaluate(() => localStorage.clear());
    preparer?.(etat);
    await page.goto(doublure.url + chemin);
    await agir?.(page);
    await page.getByText(attendre).first().waitFor();
    await page.evaluate(() => document.fonts.ready);

    if (CAPTURES) {
      await page.screenshot({ path: `${CAPTURES}/${nom}.${fenetre.nom}.png`, fullPage: true });
    }
    // The tabs of a phone stay in sight: at the end of the page they cover nothing.
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    const axe = await new AxeBuilder({ page }).withTags(REGLES).analyze();
    const fautes = axe.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((n) => n.html.slice(0, 160)).join(" | ")}`,
    );
    expect(fautes).toEqual([]);
    expect(await page.locator("h1").count()).toBe(1);
    expect(await page.title()).toMatch(/ - (CEJ|pass emploi|Pass Emploi)$/);
    expect(await deborde(page)).toBe(false);
    expect(plaintes).toEqual([]);
  });
});
