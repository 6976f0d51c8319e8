// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import { Code } from "@connectrpc/connect";
import { beforeEach, describe, expect, test } from "vitest";
import { refus } from "../../doublure/refus";
import { Etat } from "../../doublure/services";
import { monter } from "./monter";

let etat: Etat;
beforeEach(() => {
  etat = new Etat();
});

describe("UB-01 another activation link, from the sign-in page", () => {
  async function ouvrir() {
    const { souris } = monter("beneficiaire", "/connexion", etat);
    await souris.click(await screen.findByRole("button", { name: "Renvoyer le lien d'activation" }));
    return souris;
  }

  test("offered with the 12 hours; the same words whoever asks", async () => {
    const souris = await ouvrir();
    expect(screen.getAllByText(/valable 12 heures/)[0]).toBeVisible();
    await souris.type(screen.getByLabelText(/E-mail/), " Theo.Lambert@mail.fr ");
    await souris.click(screen.getByRole("button", { name: "Recevoir un nouveau lien" }));
    await screen.findByText("Votre demande est enregistrée");
    expect(screen.getByText(/^Si un compte à activer correspond/)).toBeVisible();
    expect(etat.demandes.get("RequestActivation")).toMatchObject({ email: "Theo.Lambert@mail.fr" });
  });

  test("a slip is said beside the field, nothing leaves", async () => {
    const souris = await ouvrir();
    await souris.type(screen.getByLabelText(/E-mail/), "théo@mail.fr{Enter}");
    await screen.findByText(/le caractère.*é/);
    expect(screen.getByLabelText(/E-mail/)).toHaveFocus();
    expect(etat.appels).not.toContain("RequestActivation");
  });

  test("too many asks from one place: when to try again", async () => {
    etat.pannes.set("RequestActivation", () =>
      refus(Code.ResourceExhausted, "QUOTA_DEMANDES", { attente: 540 }),
    );
    const souris = await ouvrir();
    await souris.type(screen.getByLabelText(/E-mail/), "theo@mail.fr{Enter}");
    await screen.findByText(/dans 9 minutes/);
  });

  test("not for who signs in with France Travail", async () => {
    monter("beneficiaire", "/connexion?marque=pass-emploi", etat);
    await screen.findByText("Ce qu'il vous faut");
    expect(screen.queryByRole("button", { name: /Renvoyer/ })).toBeNull();
  });
});
