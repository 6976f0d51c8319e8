// @vitest-environment jsdom
import { screen, waitFor, within } from "@testing-library/react";
import { Code } from "@connectrpc/connect";
import { beforeEach, describe, expect, test } from "vitest";
import { Raison } from "@/gen/passemploi/erreurs/v1/raison_pb";
import { Structure } from "@/gen/passemploi/identite/v1/structure_pb";
import { bruno } from "../../doublure/distribution";
import { refus } from "../../doublure/refus";
import { Etat } from "../../doublure/services";
import { franceTravail, mission } from "../../doublure/situations";
import { monter } from "./monter";

let etat: Etat;
beforeEach(() => {
  etat = new Etat();
});

const compte = () => {
  const session = etat.sessions.conseiller;
  if (session?.compte.case !== "conseiller") throw new Error("no conseiller");
  return session.compte.value;
};

describe("D7 first sign-in of a conseiller", () => {
  test("UC-03 conditions, visit, e-mail, then the page that was asked for", async () => {
    mission(etat);
    etat.sessions.conseiller = bruno();
    etat.sessions.conseiller.cguASigner = "2026-11-01";
    const { souris, routeur } = monter("conseiller", "/portefeuille?q=kenza", etat);
    await souris.click(await screen.findByRole("checkbox"));
    await souris.click(screen.getByRole("button", { name: "Valider" }));

    const bienvenue = await screen.findByRole("heading", { level: 1, name: "Bienvenue Bruno" });
    expect(bienvenue).toHaveFocus();
    expect(screen.getByText("Étape 1 sur 3")).toBeVisible();
    await souris.click(screen.getByRole("button", { name: "Continuer" }));
    await souris.click(screen.getByRole("button", { name: "Continuer" }));
    await souris.click(screen.getByRole("button", { name: "Commencer" }));

    await screen.findByRole("heading", { level: 1, name: "Votre adresse e-mail est manquante" });
    expect(screen.getByText(/Contacts personnels/)).toBeVisible();
    expect(screen.getByText(/récapitulatif/)).toBeVisible();
    await souris.click(screen.getByRole("button", { name: "Continuer sans e-mail" }));

    await screen.findByRole("heading", { level: 1, name: "Portefeuille" });
    expect(routeur.state.location.search).toEqual({ q: "kenza" });
    expect(compte().visiteAFaire).toBe(false);
  });

  test("AU-23 updated conditions: since when, and which version was accepted before", async () => {
    mission(etat);
    Object.assign(etat.sessions.conseiller!, { cguASigner: "2026-11-01", cguSignee: "2025-05-01" });
    const { souris } = monter("conseiller", "/portefeuille", etat);
    await screen.findByText("Les conditions générales ont été mises à jour le 01/11/2026");
    expect(screen.getByText(/version du 01\/05\/2025/)).toBeVisible();
    await souris.click(await screen.findByRole("checkbox"));
    await souris.click(screen.getByRole("button", { name: "Valider" }));
    await screen.findByRole("heading", { level: 1, name: "Portefeuille" });
  });

  test("never signed: nothing is said of an update", async () => {
    mission(etat);
    etat.sessions.conseiller!.cguASigner = "2026-11-01";
    monter("conseiller", "/portefeuille", etat);
    await screen.findByText(/^Avant de continuer/);
    await screen.findByRole("checkbox");
    expect(screen.queryByText(/mises à jour/)).toBeNull();
  });

  test("the visit is left at any step; when it cannot be recorded, it is said and tried again", async () => {
    mission(etat);
    compte().visiteAFaire = true;
    etat.pannes.set("UpdateProfilConseiller", () => refus(Code.Unavailable, "BASE_INDISPONIBLE"));
    const { souris } = monter("conseiller", "/portefeuille", etat);
    await souris.click(await screen.findByRole("button", { name: "Continuer" }));
    await souris.click(screen.getByRole("button", { name: "Passer l'intro" }));
    await screen.findByText("Le service est momentanément indisponible");
    etat.pannes.clear();
    await souris.click(screen.getByRole("button", { name: "Passer l'intro" }));
    await screen.findByRole("heading", { level: 1, name: "Portefeuille" });
  });

  test("the missing e-mail is said once a sign-in, whatever the page", async () => {
    mission(etat);
    etat.sessions.conseiller!.email = undefined;
    const { souris, routeur } = monter("conseiller", "/portefeuille/nouveau", etat);
    await souris.click(await screen.findByRole("button", { name: "Continuer sans e-mail" }));
    await screen.findByRole("heading", { level: 1, name: "Créer un compte bénéficiaire" });
    await routeur.navigate({ to: "/portefeuille" as never });
    await screen.findByRole("heading", { level: 1, name: "Portefeuille" });
  });

  test("France Travail: the agence is searched, chosen, and opens the page", async () => {
    franceTravail(etat);
    Object.assign(compte(), { agence: undefined, lieuAChoisir: true });
    const { souris } = monter("conseiller", "/portefeuille", etat);
    await screen.findByRole("heading", { level: 1, name: /Où travaillez-vous/ });
    await souris.click(screen.getByRole("button", { name: "Rechercher" }));
    await screen.findByRole("link", { name: /Saisissez un mot du nom/ });
    await souris.type(screen.getByLabelText("Nom de l'agence", { exact: false }), "paris");
    await souris.click(screen.getByRole("button", { name: "Rechercher" }));
    await screen.findByRole("heading", { name: "60 agences trouvées" });
    expect(screen.getByText(/Seules les 50 premières/)).toBeVisible();
    expect(screen.getAllByRole("radio")).toHaveLength(50);
    await souris.click(screen.getByRole("button", { name: "Valider mon choix" }));
    await screen.findByRole("link", { name: "Choisissez une ligne de la liste." });
    await souris.click(screen.getAllByRole("radio")[0]!);
    await souris.click(screen.getByRole("button", { name: "Valider mon choix" }));
    await screen.findByRole("heading", { level: 1, name: "Portefeuille" });
    expect(compte().agence).toBe("Agence de Paris 1");
  });

  test("an agence that the referential has not is named freely", async () => {
    franceTravail(etat);
    Object.assign(compte(), { agence: undefined, lieuAChoisir: true });
    const { souris } = monter("conseiller", "/portefeuille", etat);
    await souris.click(await screen.findByRole("button", { name: /n'apparaît pas/ }));
    await souris.type(screen.getByLabelText(/Nom de votre agence/), "Agence éphémère");
    await souris.click(screen.getByRole("button", { name: "Enregistrer ce nom" }));
    await screen.findByRole("heading", { level: 1, name: "Portefeuille" });
    expect(compte().agence).toBe("Agence éphémère");
    expect(etat.agenceDuReferentiel).toBe(false);
  });

  test("Mission Locale unknown of i-milo: département, then the list, or the support", async () => {
    mission(etat);
    Object.assign(compte(), { missionLocale: undefined, lieuAChoisir: true });
    const { souris } = monter("conseiller", "/portefeuille", etat);
    const champ = await screen.findByLabelText(/Département/);
    await souris.type(champ, "Finistère");
    await souris.click(screen.getByRole("button", { name: "Rechercher" }));
    await screen.findByRole("link", { name: /Saisissez un numéro/ });
    await souris.clear(champ);
    await souris.type(champ, "29");
    await souris.click(screen.getByRole("button", { name: "Rechercher" }));
    await souris.click(await screen.findByRole("radio", { name: /Morlaix/ }));
    expect(screen.getByText(/contactez le support/)).toBeVisible();
    await souris.click(screen.getByRole("button", { name: "Valider mon choix" }));
    await screen.findByRole("heading", { level: 1, name: "Portefeuille" });
  });
});

describe("refused sign-in of a conseiller", () => {
  test("AU-04 unknown, from the desktop of France Travail: the dispositif is chosen", async () => {
    etat.refusConnexion.set("x", { raison: Raison.UTILISATEUR_INEXISTANT });
    monter("conseiller", "/connexion?erreur=x&retour=%2Fconseiller%2Fportefeuille", etat);
    await screen.findByText("Vous n'avez pas encore de compte conseiller");
    const titre = screen.getByRole("heading", { name: "Choisissez votre dispositif" });
    const liens = within(titre.parentElement!).getAllByRole("link");
    expect(liens).toHaveLength(7);
    expect(liens[0]).toHaveAttribute(
      "href",
      "/auth/conseiller/connexion/pe-conseiller?retour=%2Fconseiller%2Fportefeuille",
    );
  });

  test("A10 the account is elsewhere: the structure, the steps, the support", async () => {
    etat.refusConnexion.set("x", {
      raison: Raison.UTILISATEUR_DEJA_AUTRE_STRUCTURE,
      structureExistante: Structure.POLE_EMPLOI_AIJ,
    });
    monter("conseiller", "/connexion?erreur=x", etat);
    await screen.findByText(/France Travail AIJ\./);
    expect(screen.getByText(/votre portefeuille doit être vide/)).toBeVisible();
    expect(screen.getByRole("link", { name: "Contacter le support" })).toHaveAttribute(
      "href",
      "/legal/pass-emploi/mentions-legales",
    );
  });

  test("too many attempts to read the reason: the delay is said", async () => {
    etat.pannes.set("GetErreurConnexion", () =>
      refus(Code.ResourceExhausted, "QUOTA_CONNEXIONS", { attente: 300 }),
    );
    monter("conseiller", "/connexion?erreur=x", etat);
    await waitFor(() => expect(screen.getByText(/dans 5 minutes/)).toBeVisible());
  });
});
