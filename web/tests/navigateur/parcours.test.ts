import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  accepterCgu,
  chercher,
  choisirPersonne,
  entrerBeneficiaire,
  entrerConseiller,
  ligne,
  remplirPersonne,
  SANS_RECHARGER_MS,
  URL_PAGES,
  URL_PARTENAIRES,
} from "./demo";
import { deborde, ouvrir, type Navigateur } from "./navigateur";

/** The journeys of two people, a conseiller and his bénéficiaire. */
describe.runIf(URL_PAGES && URL_PARTENAIRES)("journeys", () => {
  let bureau: Navigateur;
  let telephone: Navigateur;

  beforeEach(async () => {
    bureau = await ouvrir();
    telephone = await ouvrir({ largeur: 390, hauteur: 844 });
  });
  afterEach(async () => {
    await bureau.fermer();
    await telephone.fermer();
    expect([...bureau.plaintes, ...telephone.plaintes]).toEqual([]);
  });

  test("UC-07 PF-01 PF-13 Mission Locale: created from the dossier, activated, seen active", async () => {
    const { page } = bureau;
    await entrerConseiller(page, "Connexion conseiller Mission Locale", "Nadia Kerbrat");
    await page.getByRole("link", { name: "Ajouter un bénéficiaire" }).click();
    await page.getByLabel("Numéro de dossier").fill("402117");
    await page.getByRole("button", { name: "Valider le numéro" }).click();
    await page.getByText("theo.lambert@mail.fr").waitFor();
    await page.getByRole("radio", { name: /^CEJ/ }).check({ force: true });
    await page.getByRole("button", { name: "Créer le compte" }).click();
    await page.getByText("Théo Lambert a été ajouté à votre portefeuille").waitFor();
    await chercher(page, "lambert theo");
    await ligne(page, "Lambert Théo").getByText("Compte non activé").waitFor();

    const courrier = await bureau.contexte.newPage();
    await courrier.goto(`${URL_PARTENAIRES}/boite-mail`);
    await courrier.getByRole("link", { name: /activ/i }).first().click();
    await courrier.locator("input[type=password]").first().waitFor();
    for (const champ of await courrier.locator("input[type=password]").all()) {
      await champ.fill("Un-mot-de-passe-2026");
    }
    await courrier.locator("form button").first().click();

    await entrerBeneficiaire(telephone.page, "Je suis suivi par la Mission locale", "Théo Lambert");
    await telephone.page.getByRole("heading", { level: 1, name: "Bonjour Théo" }).waitFor();
    await telephone.page.getByText("Nadia Kerbrat").waitFor();
    expect(await deborde(telephone.page)).toBe(false);

    await ligne(page, "Lambert Théo")
      .getByText("Aujourd'hui à")
      .waitFor({ timeout: SANS_RECHARGER_MS });
  });

  test("UC-06 France Travail: created from an e-mail, signed in, seen active", async () => {
    const { page } = bureau;
    await entrerConseiller(page, "Connexion conseiller France Travail CEJ", "Sophie Marchetti");
    await page.getByRole("link", { name: "Ajouter un bénéficiaire" }).first().click();
    await remplirPersonne(page, "Camille", "Roussel", "camille.roussel@mail.fr");
    await page.getByRole("button", { name: "Créer le compte" }).click();
    await page.getByText("Camille Roussel a été ajouté à votre portefeuille").waitFor();
    await chercher(page, "camille");
    await ligne(page, "Roussel Camille").getByText("Compte non activé").waitFor();

    await entrerBeneficiaire(telephone.page, "Je suis suivi par France Travail", "Camille Roussel");
    await telephone.page.getByRole("heading", { level: 1, name: "Bonjour Camille" }).waitFor();
    await telephone.page.getByText("Sophie Marchetti").waitFor();

    await ligne(page, "Roussel Camille")
      .getByText("Aujourd'hui à")
      .waitFor({ timeout: SANS_RECHARGER_MS });

    // The same e-mail again: mine, so a link to the fiche.
    await page.getByRole("link", { name: "Ajouter un bénéficiaire" }).click();
    await page.getByLabel("* E-mail").fill("camille.roussel@mail.fr");
    await page.getByLabel("* Prénom").focus();
    await page.getByRole("link", { name: "Voir la fiche de ce bénéficiaire" }).waitFor();
  });

  test("UC-04 UC-05 the list of Nadia: search, sorts, page in the address", async () => {
    const { page } = bureau;
    await entrerConseiller(page, "Connexion conseiller Mission Locale", "Nadia Kerbrat");
    const total = page.getByRole("heading", { name: /^Liste des bénéficiaires \(3\d\)$/ });
    await total.waitFor();
    await chercher(page, "kenza");
    await page.getByRole("heading", { name: "Liste des bénéficiaires (1)" }).waitFor();
    await page.getByRole("button", { name: "Effacer la recherche" }).click();
    await total.waitFor();

    await page.getByRole("link", { name: "Page suivante" }).click();
    await page.waitForURL(/page=2/);
    const activite = page.getByRole("columnheader", { name: "Dernière activité" });
    await activite.getByRole("button").click();
    await expect.poll(() => activite.getAttribute("aria-sort")).toBe("descending");
    expect(page.url()).not.toContain("page=");
    const premiere = () => page.getByRole("row").nth(1).textContent();
    const recente = await premiere();
    await activite.getByRole("button").click();
    await expect.poll(() => activite.getAttribute("aria-sort")).toBe("ascending");
    await expect.poll(premiere).not.toBe(recente);
    await expect.poll(() => premiere()).not.toContain("Compte non activé");
  });

  test("signing out ends the session, and the sign-in page remembers the choice", async () => {
    const { page } = bureau;
    await entrerConseiller(page, "Connexion conseiller Mission Locale", "Yann Le Goff");
    await page.getByRole("button", { name: "Déconnexion" }).click();
    await page.getByRole("heading", { name: "Votre dernier choix" }).waitFor();
    await page.goto(`${URL_PAGES}/conseiller/portefeuille`);
    await page.getByRole("heading", { level: 1, name: "Connexion conseiller" }).waitFor();
    expect(page.url()).toContain("retour=");
  });

  test("a refusal at the provider is explained once", async () => {
    const { page } = bureau;
    await page.goto(`${URL_PAGES}/conseiller/connexion`);
    await page.getByRole("link", { name: "Connexion conseiller Mission Locale" }).click();
    await page.getByRole("button", { name: "Refuser" }).or(page.getByRole("link", { name: "Refuser" })).click();
    await page.getByText("Vous avez refusé la connexion").waitFor();
    await page.reload();
    await page.getByText("La dernière connexion n'a pas abouti").waitFor();
  });

  test("D7 first sign-in of Bruno: conditions, visit, an empty portefeuille, his profile", async () => {
    const { page } = bureau;
    await page.goto(`${URL_PAGES}/conseiller/connexion`);
    await page.getByRole("link", { name: "Connexion conseiller Mission Locale" }).click();
    await choisirPersonne(page, "Bruno Dumont");
    await accepterCgu(page);
    await page.getByRole("heading", { level: 1, name: "Bienvenue Bruno" }).waitFor();
    // Every address leads there until it is over (UC-03).
    await page.goto(`${URL_PAGES}/conseiller/profil`);
    await page.getByText("Étape 1 sur 3").waitFor();
    await page.getByRole("button", { name: "Continuer" }).click();
    await page.getByRole("button", { name: "Continuer" }).click();
    await page.getByRole("button", { name: "Commencer" }).click();
    await page.getByRole("heading", { level: 1, name: "Profil" }).waitFor();
    await page.getByText("bruno.dumont@ml-brest.fr").waitFor();
    await page.getByText("Cet appareil").waitFor();
    await page.getByRole("link", { name: "Portefeuille" }).click();
    await page.getByText("Vous n'avez pas encore de bénéficiaire").waitFor();
  });

  test("who read the file: Sophie reads that of Jérémy, he sees her name", async () => {
    const { page } = bureau;
    await entrerConseiller(page, "Connexion conseiller France Travail CEJ", "Sophie Marchetti");
    await chercher(page, "ardéchois");
    await page.getByRole("link", { name: "Ardéchois Jérémy" }).click();
    await page.getByRole("link", { name: "Qui a consulté cette fiche" }).click();
    await page.getByRole("cell", { name: "Sophie Marchetti" }).first().waitFor();

    const mobile = telephone.page;
    await mobile.goto(`${URL_PAGES}/app/connexion`);
    await mobile.getByRole("link", { name: "Je suis suivi par France Travail" }).click();
    await choisirPersonne(mobile, "Jérémy Ardéchois");
    await mobile.getByRole("heading", { level: 1, name: "Bonjour Jérémy" }).waitFor();
    await mobile.getByRole("link", { name: "Profil" }).click();
    await mobile.getByRole("link", { name: "Qui a consulté mon dossier" }).click();
    await mobile.getByText("Sophie Marchetti").last().waitFor();

    // UB-17 a preference is still there after a reload.
    await mobile.goto(`${URL_PAGES}/app/profil/notifications`);
    const offres = mobile.getByRole("checkbox", { name: /Offres.*E-mail/ });
    await offres.uncheck();
    await expect.poll(() => offres.isChecked()).toBe(false);
    await mobile.reload();
    await expect.poll(() => offres.isChecked()).toBe(false);
  });

  test("UB-02 refusing the conditions signs out", async () => {
    const { page } = telephone;
    await page.goto(`${URL_PAGES}/app/connexion`);
    await page.getByRole("link", { name: "Je suis suivi par France Travail" }).click();
    await choisirPersonne(page, "Lina Costa");
    await page.getByRole("button", { name: "Refuser et se déconnecter" }).click();
    await page.getByRole("heading", { level: 1, name: "Connexion" }).waitFor();
    await page.goto(`${URL_PAGES}/app/accueil`);
    await page.getByRole("heading", { level: 1, name: "Connexion" }).waitFor();
  });
});
