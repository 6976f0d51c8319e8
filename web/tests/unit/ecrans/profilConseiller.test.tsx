// @vitest-environment jsdom
import { screen, waitFor, within } from "@testing-library/react";
import { Code } from "@connectrpc/connect";
import { beforeEach, describe, expect, test } from "vitest";
import { Recapitulatif } from "@/gen/passemploi/identite/v1/profil_service_pb";
import { refus } from "../../doublure/refus";
import { Etat } from "../../doublure/services";
import { franceTravail, mission } from "../../doublure/situations";
import { monter } from "./monter";

let etat: Etat;
beforeEach(() => {
  etat = new Etat();
  mission(etat);
});

const compte = () => {
  const session = etat.sessions.conseiller;
  if (session?.compte.case !== "conseiller") throw new Error("no conseiller");
  return session.compte.value;
};

describe("profile of a conseiller", () => {
  test("his name in the menu leads to it; a dot when the e-mail is missing", async () => {
    etat.sessions.conseiller!.email = undefined;
    const { souris } = monter("conseiller", "/portefeuille", etat);
    await souris.click(await screen.findByRole("button", { name: "Continuer sans e-mail" }));
    await souris.click(await screen.findByRole("link", { name: /Nadia Kerbrat.*e-mail manquante/ }));
    await screen.findByRole("heading", { level: 1, name: "Profil" });
    await screen.findByText(/Contacts personnels/);
    const choix = within(await screen.findByRole("group", { name: /Récapitulatif/ }));
    for (const radio of choix.getAllByRole("radio")) expect(radio).toBeDisabled();
    expect(screen.getByText(/sans adresse e-mail, le récapitulatif ne peut pas/)).toBeVisible();
  });

  test("the sound is switched at once, and switched back when it is refused", async () => {
    const { souris } = monter("conseiller", "/profil", etat);
    const son = await screen.findByRole("checkbox", { name: /notifications sonores/ });
    expect(son).toBeChecked();
    await souris.click(son);
    await waitFor(() => expect(compte().notificationsSonores).toBe(false));
    expect(son).not.toBeChecked();
    etat.pannes.set("UpdateProfilConseiller", () => refus(Code.Unavailable, "BASE_INDISPONIBLE"));
    await souris.click(son);
    await screen.findByText("Le service est momentanément indisponible");
    expect(son).not.toBeChecked();
  });

  test("D52 the summary by e-mail is chosen", async () => {
    const { souris } = monter("conseiller", "/profil", etat);
    await souris.click(await screen.findByRole("radio", { name: /jours ouvrés/ }));
    await waitFor(() => expect(etat.recapitulatif).toBe(Recapitulatif.JOURS_OUVRES));
    expect(screen.getByRole("radio", { name: /jours ouvrés/ })).toBeChecked();
  });

  test("an agence of the referential is closed, with the reason; a free name may give way", async () => {
    franceTravail(etat);
    monter("conseiller", "/profil", etat);
    await screen.findByText(/Pour changer d'agence, contactez le support/);
    expect(screen.queryByRole("button", { name: /Choisir mon agence/ })).toBeNull();
  });

  test("a free name gives way to an agence of the list", async () => {
    franceTravail(etat);
    compte().agence = "Agence éphémère";
    etat.agenceDuReferentiel = false;
    const { souris } = monter("conseiller", "/profil", etat);
    await souris.click(await screen.findByRole("button", { name: /Choisir mon agence/ }));
    await souris.type(screen.getByLabelText(/Département/), "63");
    await souris.click(screen.getByRole("button", { name: "Rechercher" }));
    await souris.click(await screen.findByRole("radio", { name: /Thiers/ }));
    await souris.click(screen.getByRole("button", { name: "Valider mon choix" }));
    await screen.findByText(/Pour changer d'agence, contactez le support/);
    expect(compte().agence).toBe("Agence de Thiers");
  });

  test("a session is closed from here; the present one is marked", async () => {
    const { souris } = monter("conseiller", "/profil", etat);
    const liste = await screen.findByRole("list", { name: "Sessions ouvertes" });
    expect(within(liste).getAllByRole("listitem")).toHaveLength(3);
    expect(within(liste).getByText("Cet appareil")).toBeVisible();
    await souris.click(screen.getByRole("button", { name: /Déconnecter.*Chrome/ }));
    await screen.findByText(/La session est fermée.*Chrome, Android/);
    await waitFor(() => expect(within(liste).getAllByRole("listitem")).toHaveLength(2));
  });

  test("A10 an account with people is not deleted: how many remain", async () => {
    const { souris } = monter("conseiller", "/profil", etat);
    await souris.click(await screen.findByRole("button", { name: "Supprimer mon compte" }));
    expect(screen.getByText(/confiés temporairement/)).toBeVisible();
    await souris.click(screen.getByRole("button", { name: "Supprimer définitivement" }));
    await screen.findByText(/34 bénéficiaires y sont encore rattachés/);
    expect(etat.sessions.conseiller).toBeDefined();
  });
});
