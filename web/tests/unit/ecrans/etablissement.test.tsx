// @vitest-environment jsdom
import { screen, waitFor, within } from "@testing-library/react";
import { Code } from "@connectrpc/connect";
import { beforeEach, describe, expect, test } from "vitest";
import { idBeneficiaire } from "../../doublure/distribution";
import { refus } from "../../doublure/refus";
import { Etat } from "../../doublure/services";
import { collegues, franceTravail, mission } from "../../doublure/situations";
import { monter } from "./monter";

let etat: Etat;
beforeEach(() => {
  etat = new Etat();
  mission(etat);
  collegues(etat);
});

describe("Bénéficiaires of the Mission Locale", () => {
  test("in the menu of who may read there, a page for nobody else", async () => {
    monter("conseiller", "/portefeuille", etat);
    expect(await screen.findByRole("link", { name: "Bénéficiaires" })).toBeVisible();
    document.body.replaceChildren();
    franceTravail(etat);
    monter("conseiller", "/etablissement", etat);
    await screen.findByRole("heading", { level: 1, name: "Page introuvable" });
    expect(screen.queryByRole("link", { name: "Bénéficiaires" })).toBeNull();
    expect(etat.appels).not.toContain("SearchEtablissement");
  });

  test("nothing is asked before two characters", async () => {
    const { souris } = monter("conseiller", "/etablissement", etat);
    const champ = await screen.findByRole("textbox");
    await souris.type(champ, "k{Enter}");
    await screen.findByText("Saisissez au moins 2 caractères.");
    expect(champ).toBeInvalid();
    expect(champ).toHaveFocus();
    expect(etat.appels).not.toContain("SearchEtablissement");
  });

  test("found with their conseiller; mine are marked; the total is true", async () => {
    const { souris, routeur } = monter("conseiller", "/etablissement", etat);
    await souris.type(await screen.findByRole("textbox"), "ma{Enter}");
    await screen.findByRole("heading", { name: /^Résultats de la recherche \(\d+\)$/ });
    const titres = screen.getAllByRole("columnheader").map((t) => t.textContent);
    expect(titres).toEqual(["Bénéficiaire", "Situation", "Dernière activité", "Conseiller"]);
    expect(within(screen.getByRole("table")).getAllByText("Votre portefeuille").length).toBeGreaterThan(0);
    expect(routeur.state.location.search).toEqual({ q: "ma" });
  });

  test("the page is in the address", async () => {
    monter("conseiller", "/etablissement?q=ma&page=2", etat);
    await screen.findByRole("table");
    expect(screen.getByRole("heading", { name: "Résultats de la recherche (16)" })).toBeVisible();
    expect(screen.getAllByRole("cell", { name: "Yann Le Goff" })).toHaveLength(6);
  });

  test("nobody found; an error; each says what may be done", async () => {
    const { souris } = monter("conseiller", "/etablissement?q=xyz", etat);
    await screen.findByText(/ne ressemble à/);
    etat.pannes.set("SearchEtablissement", () => refus(Code.Unavailable, "BASE_INDISPONIBLE"));
    await souris.clear(screen.getByRole("textbox"));
    await souris.type(screen.getByRole("textbox"), "kenza{Enter}");
    expect(await screen.findByRole("alert")).toHaveTextContent("BASE_INDISPONIBLE");
    etat.pannes.clear();
    await souris.click(screen.getByRole("button", { name: "Réessayer" }));
    await screen.findByRole("table");
  });

  test("UC-28 the fiche of a colleague's: read only, nothing to write with, the way back", async () => {
    monter("conseiller", `/beneficiaires/${idBeneficiaire(100)}`, etat);
    await screen.findByText("Vous êtes en lecture seule");
    const fil = screen.getByRole("navigation", { name: "Vous êtes ici" });
    expect(within(fil).getByRole("link", { name: "Bénéficiaires" })).toBeVisible();
    const page = within(screen.getByRole("main"));
    expect(page.queryAllByRole("button")).toEqual([]);
    expect(page.queryByRole("checkbox")).toBeNull();
  });
});

describe("PF-38 the link of i-milo (D12)", () => {
  test("his own, or a colleague's: the fiche", async () => {
    const { routeur } = monter("conseiller", "/dossiers-imilo/402000", etat);
    await waitFor(() =>
      expect(routeur.state.location.pathname).toBe(`/beneficiaires/${idBeneficiaire(0)}`),
    );
  });

  test("nobody's: the creation form, the number filled in, nothing read yet", async () => {
    const { routeur } = monter("conseiller", "/dossiers-imilo/402117", etat);
    expect(await screen.findByLabelText(/Numéro de dossier/)).toHaveValue("402117");
    expect(routeur.state.location.pathname).toBe("/portefeuille/nouveau");
    expect(etat.appels).not.toContain("GetDossierImilo");
  });

  test("a wrong number is said; elsewhere than in a Mission Locale there is no such page", async () => {
    monter("conseiller", "/dossiers-imilo/abc", etat);
    await screen.findByText("Numéro de dossier invalide");
    document.body.replaceChildren();
    franceTravail(etat);
    monter("conseiller", "/dossiers-imilo/402117", etat);
    await screen.findByRole("heading", { level: 1, name: "Page introuvable" });
  });
});
