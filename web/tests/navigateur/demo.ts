import type { Page } from "playwright-core";

/**
 * What the journeys share. They run against a real demo that was just reset: `PASS_EMPLOI_URL`
 * for the pages, `PASS_EMPLOI_SIM_URL` for the partners.
 */
export const URL_PAGES = process.env["PASS_EMPLOI_URL"];
export const URL_PARTENAIRES = process.env["PASS_EMPLOI_SIM_URL"];

/** The list refreshes by itself every 15 seconds. */
export const SANS_RECHARGER_MS = 25_000;

export async function choisirPersonne(page: Page, nom: string): Promise<void> {
  await page.getByRole("button", { name: nom }).click();
}

export async function accepterCgu(page: Page): Promise<void> {
  await page
    .getByRole("heading", { level: 1, name: "Conditions Générales d'Utilisation" })
    .waitFor();
  await page.getByText("En cochant cette case").click();
  await page.getByRole("button", { name: "Valider" }).click();
}

/** What a conseiller settles before his pages (D7), whatever is left of it. */
async function franchirEntree(page: Page): Promise<void> {
  const etapes: Record<string, () => Promise<void>> = {
    Conditions: () => accepterCgu(page),
    Bienvenue: () => page.getByRole("button", { name: "Passer l'intro" }).click(),
    "Votre adresse e-mail": () => page.getByRole("button", { name: "Continuer sans" }).click(),
  };
  const connues = [...Object.keys(etapes), "Portefeuille"].join("|");
  const titre = page.getByRole("heading", { level: 1, name: new RegExp(`^(${connues})`) });
  for (;;) {
    await titre.waitFor();
    const ici = (await titre.textContent()) ?? "";
    const etape = Object.keys(etapes).find((debut) => ici.startsWith(debut));
    if (etape === undefined) return;
    await etapes[etape]!();
    await page.getByRole("heading", { level: 1, name: ici }).waitFor({ state: "hidden" });
  }
}

export async function entrerConseiller(page: Page, entree: string, nom: string): Promise<void> {
  await page.goto(`${URL_PAGES}/`);
  await page.getByRole("link", { name: "Espace conseiller" }).click();
  await page.getByRole("link", { name: entree }).click();
  await choisirPersonne(page, nom);
  await franchirEntree(page);
}

export async function entrerBeneficiaire(page: Page, entree: string, nom: string): Promise<void> {
  await page.goto(`${URL_PAGES}/app`);
  await page.getByRole("button", { name: "Passer" }).click();
  await page.getByRole("link", { name: entree }).click();
  await choisirPersonne(page, nom);
  await accepterCgu(page);
}

/** The star tells the fields of the form from the search of the list, which may still be there. */
export async function remplirPersonne(page: Page, prenom: string, nom: string, email: string): Promise<void> {
  await page.getByLabel("* Prénom").fill(prenom);
  await page.getByLabel("* Nom").fill(nom);
  await page.getByLabel("* E-mail").fill(email);
}

/** The row of a person, found by its link. */
export const ligne = (page: Page, nom: string) =>
  page.getByRole("row").filter({ has: page.getByRole("link", { name: nom }) });

export async function chercher(page: Page, nom: string): Promise<void> {
  await page.getByLabel("Rechercher un bénéficiaire").fill(nom);
  await page.getByRole("button", { name: "Rechercher" }).click();
}

/** What a conseiller does in i-milo, beside our pages. */
export async function remplirEmailImilo(numero: number, email: string): Promise<void> {
  const etat = await fetch(`${URL_PARTENAIRES}/_sim/etat`);
  const { dossiers } = (await etat.json()) as { dossiers: { numero: number }[] };
  const dossier = dossiers.find((d) => d.numero === numero);
  const reponse = await fetch(`${URL_PARTENAIRES}/_sim/dossiers`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...dossier, email }),
  });
  if (!reponse.ok) throw new Error(`dossier not changed: ${reponse.status}`);
}
