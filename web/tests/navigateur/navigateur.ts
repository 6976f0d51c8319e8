import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium, type BrowserContext, type Page } from "playwright-core";
import { TestRunner } from "vitest";

export interface Ouverture {
  largeur?: number;
  hauteur?: number;
  theme?: "light" | "dark";
}

export interface Navigateur {
  contexte: BrowserContext;
  page: Page;
  /** What the console and the network complained about. */
  plaintes: string[];
  fermer: () => Promise<void>;
}

/** A browser of its own: nothing is shared between two tests. */
export async function ouvrir({
  largeur = 1440,
  hauteur = 900,
  theme = "light",
}: Ouverture = {}): Promise<Navigateur> {
  const dossier = await mkdtemp(join(tmpdir(), "pass-emploi-navigateur-"));
  const contexte = await chromium.launchPersistentContext(dossier, {
    executablePath: process.env["PASS_EMPLOI_CHROMIUM"] ?? "/usr/bin/chromium",
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    viewport: { width: largeur, height: hauteur },
    colorScheme: theme,
    reducedMotion: "reduce",
  });
  const page = contexte.pages()[0] ?? (await contexte.newPage());
  page.setDefaultTimeout(20_000);
  const plaintes: string[] = [];
  page.on("console", (message) => {
    // A refused page or call is part of the tests; a policy violation never is.
    const prevu = /^(Failed to load resource|ConnectError)/.test(message.text());
    if (message.type() === "error" && !prevu) plaintes.push(message.text());
  });
  page.on("pageerror", (erreur) => plaintes.push(String(erreur)));
  return {
    contexte,
    page,
    plaintes,
    fermer: async () => {
      if (TestRunner.getCurrentTest()?.result?.state === "fail") await raconter(contexte);
      await contexte.close();
      await rm(dossier, { recursive: true, force: true });
    },
  };
}

/** What a failed test left on the screen: an error alone does not say it. */
async function raconter(contexte: BrowserContext): Promise<void> {
  for (const page of contexte.pages()) {
    const texte = await page.evaluate(() => document.body.innerText).catch(String);
    console.error(`${page.url()}\n${texte}`);
  }
}

/** True when a page is wider than its window (WCAG 1.4.10). */
export function deborde(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth;
  });
}
