import type { Page } from "playwright-core";

export const lireDossier = (numero: string) => async (page: Page) => {
  await page.getByLabel("Numéro de dossier").fill(numero);
  await page.getByRole("button", { name: "Valider le numéro" }).click();
};

export const chercherAgence = (mots: string) => async (page: Page) => {
  await page.getByLabel("Nom de l'agence").fill(mots);
  await page.getByRole("button", { name: "Rechercher" }).click();
};
