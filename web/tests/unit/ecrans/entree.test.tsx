// @vitest-environment jsdom
import { screen, waitFor } from "@testing-library/react";
import { Code } from "@connectrpc/connect";
import { beforeEach, describe, expect, test } from "vitest";
import { Raison } from "@/gen/passemploi/erreurs/v1/raison_pb";
import { idBeneficiaire } from "../../doublure/distribution";
import { refus } from "../../doublure/refus";
import { Etat } from "../../doublure/services";
import { jeune, mission } from "../../doublure/situations";
import { monter } from "./monter";

let etat: Etat;
beforeEach(() => {
  etat = new Etat();
});

describe("sign-in", () => {
  test("never signed in: to the sign-in page, with the way back, without a reproach", async () => {
    const { routeur } = monter("conseiller", "/portefeuille?page=2", etat);
    await screen.findByRole("heading", { name: "Connexion conseiller" });
    expect(routeur.state.location.search).toEqual({ retour: "/conseiller/portefeuille?page=2" });
    const lien = screen.getByRole("link", { name: "Connexion conseiller Mission Locale" });
    expect(lien).toHaveAttribute(
      "href",
      "/auth/conseiller/connexion/similo-conseiller?retour=%2Fconseiller%2Fportefeuille%3Fpage%3D2",
    );
  });

  test("a revoked session is explained", async () => {
    etat.pannes.set("GetSession", () => refus(Code.Unauthenticated, "SESSION_REVOQUEE"));
    const { routeur } = monter("conseiller", "/portefeuille", etat);
    await screen.findByText("Votre session a expiré");
    expect(routeur.state.location.search).toMatchObject({ motif: "session-expiree" });
  });

  test("a session closed elsewhere leads to the sign-in once, whatever is read again", async () => {
    mission(etat);
    const { routeur, client } = monter("conseiller", "/portefeuille?q=kenza", etat);
    await screen.findByRole("table");
    delete etat.sessions.conseiller;
    etat.appels.length = 0;
    void client.invalidateQueries();
    await screen.findByText("Votre session a expiré");
    expect(routeur.state.location.search).toEqual({
      retour: "/conseiller/portefeuille?q=kenza",
      motif: "session-expiree",
    });
    await new Promise((suite) => setTimeout(suite, 300));
    expect(etat.appels.length).toBeLessThan(5);
    expect(routeur.state.location.pathname).toBe("/connexion");
  });

  test("a refusal says its reason, its cure and its code", async () => {
    etat.refusConnexion.set("x", {
      raison: Raison.UTILISATEUR_INEXISTANT,
      email: "theo.lambert@mail.fr",
    });
    monter("beneficiaire", "/connexion?erreur=x", etat);
    await screen.findByText(/theo\.lambert@mail\.fr/);
    expect(screen.getByText(/Code : UTILISATEUR_INEXISTANT/)).toBeVisible();
  });

  test("a refusal that was read before still lets the person in", async () => {
    monter("conseiller", "/connexion?erreur=perdu", etat);
    await screen.findByText("La dernière connexion n'a pas abouti.");
    expect(screen.queryByText(/Code :/)).toBeNull();
    expect(screen.getAllByRole("link", { name: /^Connexion conseiller/ })).toHaveLength(4);
  });
});

describe("first launch of the espace bénéficiaire", () => {
  test("the welcome, then no more", async () => {
    const { souris } = monter("beneficiaire", "/", etat);
    await souris.click(await screen.findByRole("button", { name: "Passer" }));
    await screen.findByRole("heading", { level: 1, name: "Connexion" });
    document.body.replaceChildren();
    monter("beneficiaire", "/", etat);
    await screen.findByRole("heading", { level: 1, name: "Connexion" });
  });

  test("who has a session on this device goes to his pages, not to the welcome", async () => {
    jeune(etat);
    monter("beneficiaire", "/profil", etat);
    await screen.findByRole("heading", { level: 1, name: "Profil" });
    document.body.replaceChildren();
    monter("beneficiaire", "/", etat);
    await screen.findByRole("heading", { level: 1, name: "Bonjour Théo" });
  });
});

describe("unknown address", () => {
  test.each(["conseiller", "beneficiaire"] as const)("signed in: the menu stays (%s)", async (espace) => {
    mission(etat);
    jeune(etat);
    monter(espace, "/inconnu/encore", etat);
    await screen.findByRole("heading", { name: "Page introuvable" });
    expect(screen.getAllByRole("main")).toHaveLength(1);
    expect(screen.getByRole("navigation", { name: "Menu principal" })).toBeVisible();
  });

  test("signed out: the page alone, without a sign-in", async () => {
    const { routeur } = monter("conseiller", "/inconnu", etat);
    await screen.findByRole("heading", { name: "Page introuvable" });
    expect(screen.queryByRole("navigation", { name: "Menu principal" })).toBeNull();
    expect(routeur.state.location.pathname).toBe("/inconnu");
  });
});

describe("conditions", () => {
  test("UC-03 every page leads to them, unchecked is an error, accepted leads back", async () => {
    mission(etat);
    etat.sessions.conseiller!.cguASigner = "2026-11-01";
    const { souris, routeur } = monter("conseiller", "/portefeuille?q=kenza", etat);
    await souris.click(await screen.findByRole("button", { name: "Valider" }));
    const lien = await screen.findByRole("link", { name: /Cochez la case/ });
    expect(etat.appels).not.toContain("SignCgu");
    await souris.click(lien);
    expect(screen.getByRole("checkbox")).toHaveFocus();
    await souris.click(screen.getByRole("checkbox"));
    await souris.click(screen.getByRole("button", { name: "Valider" }));
    await screen.findByRole("heading", { name: "Portefeuille" });
    expect(routeur.state.location.search).toEqual({ q: "kenza" });
  });
});

describe("fiche", () => {
  test("UC-08 the banner of a person who never signed in", async () => {
    mission(etat);
    monter("conseiller", `/beneficiaires/${idBeneficiaire(5)}`, etat);
    await screen.findByText(/n'est valable que 12h/);
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Marie-Anaïs");
  });

  test("UC-28 read-only: the banner, and nothing to write with", async () => {
    mission(etat);
    etat.fiches[2]!.lectureSeule = true;
    monter("conseiller", `/beneficiaires/${idBeneficiaire(2)}`, etat);
    await screen.findByText("Vous êtes en lecture seule");
    expect(screen.queryByRole("button", { name: "Reprendre la création" })).toBeNull();
  });

  test("D1 unknown and forbidden are the same page", async () => {
    mission(etat);
    monter("conseiller", `/beneficiaires/${idBeneficiaire(999)}`, etat);
    await screen.findByRole("heading", { name: "Page introuvable" });
  });
});

describe("bénéficiaire", () => {
  test("first launch: three cards, then the sign-in", async () => {
    const { souris, routeur } = monter("beneficiaire", "/", etat);
    await screen.findByText("Étape 1 sur 3");
    await souris.click(screen.getByRole("button", { name: "Continuer" }));
    await souris.click(screen.getByRole("button", { name: "Continuer" }));
    await souris.click(screen.getByRole("button", { name: "Commencer" }));
    await screen.findByRole("link", { name: /Je suis suivi par la Mission locale/ });
    expect(routeur.state.location.pathname).toBe("/connexion");
  });

  test("home: his conseiller; one dead block leaves the rest", async () => {
    jeune(etat);
    etat.pannes.set("GetProfilBeneficiaire", () => refus(Code.Unavailable, "BASE_INDISPONIBLE"));
    const { souris } = monter("beneficiaire", "/accueil", etat);
    await screen.findByRole("heading", { name: "Bonjour Théo" });
    await screen.findByRole("alert");
    etat.pannes.clear();
    await souris.click(screen.getByRole("button", { name: "Réessayer" }));
    await screen.findByText("Nadia Kerbrat");
    expect(document.title).toBe("Accueil - CEJ");
  });

  test("profile: unknown e-mail is said", async () => {
    jeune(etat);
    etat.sessions.beneficiaire!.email = undefined;
    monter("beneficiaire", "/profil", etat);
    await screen.findByText("Non renseignée");
    await waitFor(() => expect(screen.getByText("Vous accompagne depuis le 14/09/2026")).toBeVisible());
  });
});
