// @vitest-environment jsdom
import { act, screen, waitFor, within } from "@testing-library/react";
import { Code } from "@connectrpc/connect";
import { beforeEach, describe, expect, test } from "vitest";
import { create } from "@bufbuild/protobuf";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { relirePortefeuille } from "@/domaines/portefeuille/api";
import { JourSchema } from "@/gen/passemploi/commun/v1/jour_pb";
import { EtatCompte } from "@/gen/passemploi/portefeuille/v1/beneficiaire_pb";
import { refus } from "../../doublure/refus";
import { Etat } from "../../doublure/services";
import { changerConseiller, franceTravail, mission } from "../../doublure/situations";
import { monter } from "./monter";

let etat: Etat;
beforeEach(() => {
  etat = new Etat();
  mission(etat);
});

const lignes = () => within(screen.getByRole("table")).getAllByRole("row").slice(1);
const colonne = () => screen.getByRole("columnheader", { name: "Dernière activité" });
const texteDe = (ligne: HTMLElement | undefined) => ligne?.textContent ?? "";

const lu = (heures: number) => timestampFromDate(new Date(Date.now() - heures * 3_600_000));

describe("list", () => {
  test("Mission Locale: three columns, ten rows, a true total", async () => {
    monter("conseiller", "/portefeuille", etat);
    await screen.findByRole("heading", { name: "Liste des bénéficiaires (34)" });
    const titres = screen.getAllByRole("columnheader").map((t) => t.textContent);
    expect(titres).toEqual(["Bénéficiaire", "Situation", "Dernière activité"]);
    expect(lignes()).toHaveLength(10);
    expect(document.title).toBe("Portefeuille - CEJ");
  });

  test("France Travail: no situation", async () => {
    franceTravail(etat);
    monter("conseiller", "/portefeuille", etat);
    await screen.findByRole("table");
    expect(screen.queryByRole("columnheader", { name: "Situation" })).toBeNull();
  });

  test.each([
    ["999999999999", { page: "4" }],
    ["-1", {}],
    ["abc", {}],
  ])("the page %s is replaced in the address", async (page, attendu) => {
    const { routeur } = monter("conseiller", `/portefeuille?page=${page}`, etat);
    await screen.findByRole("table");
    await waitFor(() => expect(routeur.state.location.search).toEqual(attendu));
  });

  test("UC-04 search without accents, announced, then reset", async () => {
    const { souris } = monter("conseiller", "/portefeuille", etat);
    await screen.findByRole("table");
    await souris.type(screen.getByRole("textbox"), "beatrice");
    await souris.click(screen.getByRole("button", { name: "Rechercher" }));
    await screen.findByText("3 bénéficiaires trouvés");
    expect(lignes().every((l) => texteDe(l).includes("Béatrice"))).toBe(true);
    await souris.click(screen.getByRole("button", { name: "Effacer la recherche" }));
    await screen.findByRole("heading", { name: "Liste des bénéficiaires (34)" });
  });

  test("UC-05 two sorts on the activity invert, never-active last, page 1, aria-sort", async () => {
    const { souris, routeur } = monter("conseiller", "/portefeuille?page=3", etat);
    const tri = await screen.findByRole("button", { name: "Dernière activité" });
    await souris.click(tri);
    await waitFor(() => expect(colonne()).toHaveAttribute("aria-sort", "descending"));
    expect(routeur.state.location.search).toEqual({ tri: "-derniere_activite" });
    await waitFor(() => expect(texteDe(lignes()[0])).toContain("Belkacem"));
    await souris.click(screen.getByRole("button", { name: "Dernière activité" }));
    await waitFor(() => expect(colonne()).toHaveAttribute("aria-sort", "ascending"));
    await waitFor(() => expect(texteDe(lignes()[0])).not.toContain("Belkacem Kenza"));
    expect(texteDe(lignes()[0])).not.toContain("Compte non activé");
  });

  test("a page beyond the end becomes the last one", async () => {
    const { routeur } = monter("conseiller", "/portefeuille?page=99", etat);
    await waitFor(() => expect(routeur.state.location.search).toEqual({ page: "4" }));
  });
});

describe("marks and filters", () => {
  test("UC-22 the next page takes the focus to the list, and is said", async () => {
    const { routeur } = monter("conseiller", "/portefeuille", etat);
    await screen.findByRole("table");
    // The link that was followed is gone with its page.
    (document.activeElement as HTMLElement).blur();
    await act(() => routeur.navigate({ to: "/portefeuille", search: { page: "2" } as never }));
    await screen.findByText("Page 2 sur 4");
    const titre = screen.getByRole("heading", { name: "Liste des bénéficiaires (34)" });
    await waitFor(() => expect(titre).toHaveFocus());
  });

  test("i-milo not read since the day before yesterday: said above the list, with the date", async () => {
    for (const fiche of etat.fiches) fiche.imiloLuLe = lu(50);
    const { client } = monter("conseiller", "/portefeuille", etat);
    await screen.findByText("i-milo n'a pas pu être lu");
    await screen.findByText(/^Les situations et les dates venues d'i-milo sont celles d/);
    // One recent reading is enough: i-milo answers.
    etat.fiches[0]!.imiloLuLe = lu(10);
    await relirePortefeuille(client);
    await waitFor(() => expect(screen.queryByText("i-milo n'a pas pu être lu")).toBeNull());
  });

  test("marks are in words", async () => {
    etat.fiches = etat.fiches.slice(0, 8);
    monter("conseiller", "/portefeuille", etat);
    await screen.findByRole("table");
    const marques = {
      Nguyen: "Création en attente d'i-milo",
      Ur: "À archiver",
      Bernard: "Suivi temporaire",
      Martin: "Mission Locale différente",
      Béatrice: "Suivi par une autre Mission Locale",
    };
    for (const [nom, marque] of Object.entries(marques)) {
      expect(texteDe(lignes().find((l) => texteDe(l).includes(nom)))).toContain(marque);
    }
  });

  test("D40 the filters narrow the list, hold in the address, and are reset", async () => {
    const { souris, routeur } = monter("conseiller", "/portefeuille?page=3", etat);
    await souris.click(await screen.findByRole("button", { name: "Filtrer la liste" }));
    const formulaire = within(screen.getByRole("form", { name: "Filtres de la liste" }));
    await souris.click(formulaire.getByRole("checkbox", { name: "PACEA" }));
    await souris.click(formulaire.getByRole("checkbox", { name: "Compte non activé" }));
    await souris.click(formulaire.getByRole("button", { name: "Valider" }));
    await screen.findByText(/^\d+ bénéficiaires? trouvés?$/);
    expect(routeur.state.location.search).toEqual({ dispositif: "pacea", statut: "non-active" });
    expect(lignes().every((l) => texteDe(l).includes("PACEA"))).toBe(true);
    expect(screen.getByRole("button", { name: /2 filtres actifs/ })).toBeVisible();
    await souris.click(screen.getByRole("button", { name: "Réinitialiser les filtres" }));
    await screen.findByRole("heading", { name: "Liste des bénéficiaires (34)" });
    expect(routeur.state.location.search).toEqual({});
    expect(screen.getByRole("heading", { level: 1 })).toHaveFocus();
  });

  test("one dispositif only: nothing to choose there", async () => {
    franceTravail(etat);
    const { souris } = monter("conseiller", "/portefeuille", etat);
    await souris.click(await screen.findByRole("button", { name: "Filtrer la liste" }));
    expect(screen.getByRole("checkbox", { name: "Suivi temporaire" })).toBeVisible();
    expect(screen.queryByRole("checkbox", { name: "CEJ" })).toBeNull();
  });

  test("nobody left: the filters are named, the list is not said to be empty", async () => {
    etat.fiches = etat.fiches.slice(0, 2);
    const { souris } = monter("conseiller", "/portefeuille?statut=a-archiver", etat);
    await screen.findByText("Aucun bénéficiaire ne correspond à ces filtres.");
    const [remettre] = screen.getAllByRole("button", { name: "Réinitialiser les filtres" });
    await souris.click(remettre!);
    await screen.findByRole("heading", { name: "Liste des bénéficiaires (2)" });
  });

  test("people lent to others are counted, even with an empty list", async () => {
    etat.fiches = [];
    etat.aRecuperer = 3;
    monter("conseiller", "/portefeuille", etat);
    await screen.findByText(/^3 bénéficiaires de votre portefeuille sont suivis temporairement/);
    expect(screen.queryByRole("button", { name: /Récupérer/ })).toBeNull();
  });
});

describe("states", () => {
  test("empty: the five steps of the guide", async () => {
    etat.fiches = [];
    monter("conseiller", "/portefeuille", etat);
    await screen.findByText("Vous n'avez pas encore de bénéficiaire rattaché à votre portefeuille.");
    expect(screen.getAllByRole("listitem").map(texteDe).join()).toContain("valide 12 heures");
    expect(screen.queryByRole("textbox")).toBeNull();
    expect(screen.queryByText(/est envoyé par l'adresse/)).toBeNull();
  });

  test("empty: the sender of the activation mails, once it is configured", async () => {
    etat.fiches = [];
    changerConseiller(etat, { expediteurActivation: "ne-pas-repondre@i-milo.fr" });
    monter("conseiller", "/portefeuille", etat);
    await screen.findByText("L'e-mail est envoyé par l'adresse ne-pas-repondre@i-milo.fr.");
  });

  test("AU-28 a planned migration is said above the list, with its day", async () => {
    franceTravail(etat);
    changerConseiller(etat, { dateMigration: create(JourSchema, { annee: 2026, mois: 12, jour: 1 }) });
    monter("conseiller", "/portefeuille", etat);
    await screen.findByRole("heading", { name: "Votre compte passe dans Parcours Emploi le 01/12/2026" });
  });

  test("error: what failed, the code, another try", async () => {
    etat.pannes.set("ListPortefeuille", () => refus(Code.Unavailable, "BASE_INDISPONIBLE"));
    const { souris } = monter("conseiller", "/portefeuille", etat);
    expect(await screen.findByRole("alert")).toHaveTextContent("BASE_INDISPONIBLE");
    etat.pannes.clear();
    await souris.click(screen.getByRole("button", { name: "Réessayer" }));
    await screen.findByRole("table");
  });

  test("loading is said", async () => {
    etat.muets.add("ListPortefeuille");
    monter("conseiller", "/portefeuille", etat);
    expect(await screen.findByText("Chargement")).toHaveAttribute("role", "status");
  });

  test("uncertain creation: marked, resumed, announced", async () => {
    const { souris } = monter("conseiller", "/portefeuille?q=tham", etat);
    await souris.click(
      await screen.findByRole("button", { name: /^Reprendre.*Tham Nguyen$/ }),
    );
    await screen.findByText("Le compte a été créé");
    expect(etat.fiches[2]?.etat).toBe(EtatCompte.NON_ACTIVE);
    await waitFor(() => expect(screen.queryByText("Création en attente d'i-milo")).toBeNull());
  });

  test("an uncertain creation is given up, once confirmed; a lost answer is tried again", async () => {
    const { souris } = monter("conseiller", "/portefeuille?q=tham", etat);
    await souris.click(await screen.findByRole("button", { name: /^Abandonner.*Tham Nguyen$/ }));
    const dialogue = within(await screen.findByRole("dialog"));
    etat.pannes.set("AbandonCreation", () => refus(Code.Unavailable, "BASE_INDISPONIBLE"));
    await souris.click(dialogue.getByRole("button", { name: "Abandonner la création" }));
    await dialogue.findByText("Le service est momentanément indisponible");
    etat.pannes.clear();
    etat.fiches = etat.fiches.filter(({ nom }) => nom !== "Nguyen");
    await souris.click(dialogue.getByRole("button", { name: "Abandonner la création" }));
    await screen.findByText("La création est abandonnée");
  });

  test("resume while an attempt runs: the delay is said", async () => {
    etat.pannes.set("ResumeCreation", () =>
      refus(Code.FailedPrecondition, "CREATION_INCERTAINE", { attente: 25 }),
    );
    const { souris } = monter("conseiller", "/portefeuille?q=tham", etat);
    await souris.click(await screen.findByRole("button", { name: /^Reprendre/ }));
    await screen.findByText(/25 secondes/);
  });
});
