// @vitest-environment jsdom
import { screen, waitFor, within } from "@testing-library/react";
import { Code } from "@connectrpc/connect";
import { beforeEach, describe, expect, test } from "vitest";
import { CategorieNotification } from "@/gen/passemploi/identite/v1/profil_service_pb";
import { Capacite } from "@/gen/passemploi/identite/v1/structure_pb";
import { idBeneficiaire } from "../../doublure/distribution";
import { avisConseiller, avisDePersonnes } from "../../doublure/journaux";
import { refus } from "../../doublure/refus";
import { Etat } from "../../doublure/services";
import { jeune, mission } from "../../doublure/situations";
import { monter } from "./monter";

let etat: Etat;
beforeEach(() => {
  etat = new Etat();
  jeune(etat);
});

const base = () => refus(Code.Unavailable, "BASE_INDISPONIBLE");

describe("centre", () => {
  test("by day, unread marked, the rest on demand, the end said", async () => {
    const { souris } = monter("beneficiaire", "/notifications", etat);
    await screen.findByRole("heading", { name: "Aujourd'hui" });
    expect(screen.getAllByText("(non lue)", { exact: false })).not.toHaveLength(0);
    expect(screen.getAllByRole("listitem").length).toBeGreaterThan(20);
    await souris.click(screen.getByRole("button", { name: /plus anciennes/ }));
    const fin = await screen.findByText(/gardées 60 jours/);
    expect(fin).toHaveFocus();
  });

  test("all are marked as read, here and on the bell", async () => {
    const { souris } = monter("beneficiaire", "/notifications", etat);
    await screen.findByRole("link", { name: /Notifications.*2 non lues/ });
    await souris.click(await screen.findByRole("button", { name: "Tout marquer lu" }));
    await waitFor(() => expect(etat.nonLues("beneficiaire")).toBe(0));
    await waitFor(() => expect(screen.queryByText("(non lue)", { exact: false })).toBeNull());
    expect(screen.queryByRole("link", { name: /non lues/ })).toBeNull();
    expect(screen.getByRole("heading", { level: 1 })).toHaveFocus();
  });

  test("one opens its page and is read", async () => {
    const { souris, routeur } = monter("beneficiaire", "/notifications", etat);
    await souris.click((await screen.findAllByRole("link", { name: /nouveau conseiller/ }))[0]!);
    await waitFor(() => expect(routeur.state.location.pathname).toBe("/profil"));
    await waitFor(() => expect(etat.nonLues("beneficiaire")).toBe(1));
  });

  test("a push message leads on from the centre, once; an unknown one stays there", async () => {
    const { id } = etat.notifications.beneficiaire[0]!;
    const { routeur } = monter("beneficiaire", `/notifications?ouvrir=${id}`, etat);
    await waitFor(() => expect(routeur.state.location.pathname).toBe("/profil"));
    await routeur.navigate({ to: "/notifications" as never, search: { ouvrir: "inconnue" } as never });
    await screen.findByRole("heading", { level: 1, name: "Notifications" });
    expect(routeur.state.location.pathname).toBe("/notifications");
  });
});

describe("preferences", () => {
  const offres = () => etat.preferences.find((p) => p.categorie === CategorieNotification.OFFRES)!;

  test("UB-17 a switch is recorded; refused, it goes back and says why", async () => {
    const { souris } = monter("beneficiaire", "/profil/notifications", etat);
    const choix = await screen.findByRole("checkbox", { name: /Offres.*Notification/ });
    await souris.click(choix);
    expect(choix).not.toBeChecked();
    await waitFor(() => expect(offres().push).toBe(false));
    expect(offres().mail).toBe(true);
    etat.pannes.set("UpdatePreferences", base);
    await souris.click(choix);
    await screen.findByText("Le service est momentanément indisponible");
    expect(choix).not.toBeChecked();
    expect(choix).toHaveFocus();
  });

  test("two switches at once: both are kept", async () => {
    const { souris } = monter("beneficiaire", "/profil/notifications", etat);
    await souris.click(await screen.findByRole("checkbox", { name: /Offres.*Notification/ }));
    await souris.click(screen.getByRole("checkbox", { name: /Offres.*E-mail/ }));
    await waitFor(() => expect([offres().push, offres().mail]).toEqual([false, false]));
  });

  test("messages are never mailed; the unit of work has its name", async () => {
    etat.sessions.beneficiaire!.capacites = [Capacite.DEMARCHES];
    monter("beneficiaire", "/profil/notifications", etat);
    await screen.findByRole("checkbox", { name: /Démarches.*E-mail/ });
    expect(screen.getByText("Jamais par e-mail")).toBeVisible();
    expect(screen.getAllByRole("checkbox")).toHaveLength(13);
    expect(screen.getByText(/De 21h à 8h/)).toBeVisible();
  });

  test("push messages that the service has not configured, or the browser cannot get, are said", async () => {
    monter("beneficiaire", "/profil/notifications", etat);
    await screen.findByText(/n'est pas encore configuré/);
    etat.sessions.beneficiaire!.clePush = "BD";
    document.body.replaceChildren();
    monter("beneficiaire", "/profil/notifications", etat);
    await screen.findByText(/Ce navigateur ne peut pas recevoir/);
  });
});

describe("profile of a bénéficiaire", () => {
  test("UB-18 sharing is switched off; refused, it goes back", async () => {
    const { souris } = monter("beneficiaire", "/profil", etat);
    const partage = await screen.findByRole("checkbox", { name: /Partager mes offres suivies/ });
    await souris.click(partage);
    await waitFor(() => expect(etat.partageFavoris).toBe(false));
    etat.pannes.set("UpdatePartage", base);
    await souris.click(partage);
    await screen.findByText("Le service est momentanément indisponible");
    expect(partage).not.toBeChecked();
  });

  test("UB-23 a wrong word is an error that is linked, and nothing is deleted", async () => {
    const { souris } = monter("beneficiaire", "/profil/suppression", etat);
    expect(await screen.findByText(/votre dossier à la Mission Locale/)).toBeVisible();
    await souris.type(screen.getByLabelText(/pour confirmer/), "effacer");
    await souris.click(screen.getByRole("button", { name: /Supprimer définitivement/ }));
    await souris.click(await screen.findByRole("link", { name: /Écrivez exactement le mot/ }));
    expect(screen.getByLabelText(/pour confirmer/)).toHaveFocus();
    expect(etat.appels).not.toContain("DeleteCompte");
  });

  test("what stays at France Travail is said to whom it follows", async () => {
    etat.sessions.beneficiaire!.capacites = [Capacite.DEMARCHES];
    monter("beneficiaire", "/profil/suppression", etat);
    await screen.findByText(/espace personnel France Travail/);
  });
});

describe("D49 avis of a conseiller", () => {
  test("above his portefeuille until they are dismissed; one comes back if it is not recorded", async () => {
    mission(etat);
    etat.notifications.conseiller = avisConseiller();
    const { souris } = monter("conseiller", "/portefeuille", etat);
    const liste = await screen.findByRole("list", { name: "Avis" });
    expect(within(liste).getAllByRole("listitem")).toHaveLength(2);
    await souris.click(screen.getByRole("button", { name: /Masquer.*superviseur/ }));
    await waitFor(() => expect(etat.nonLues("conseiller")).toBe(1));
    expect(within(liste).getAllByRole("listitem")).toHaveLength(1);
    expect(screen.getByRole("heading", { level: 1 })).toHaveFocus();
    etat.pannes.set("MarkNotificationsLues", base);
    await souris.click(screen.getByRole("button", { name: /Masquer/ }));
    await waitFor(() => expect(screen.getByRole("button", { name: /Masquer/ })).toBeVisible());
  });

  test("ten at a time: those behind the ones that are dismissed come", async () => {
    mission(etat);
    etat.notifications.conseiller = avisDePersonnes(12);
    const { souris } = monter("conseiller", "/portefeuille", etat);
    const liste = await screen.findByRole("list", { name: "Avis" });
    expect(within(liste).getAllByRole("listitem")).toHaveLength(10);
    for (let n = 1; n <= 10; n += 1) {
      await souris.click(screen.getByRole("button", { name: new RegExp(`^Masquer.*n° ${n}$`) }));
    }
    await screen.findByRole("link", { name: "Compte activé n° 11" });
    const reste = within(screen.getByRole("list", { name: "Avis" }));
    await waitFor(() => expect(reste.getAllByRole("listitem")).toHaveLength(2));
  });

  test("its title leads to the person that it is about; without object, a plain title", async () => {
    mission(etat);
    etat.notifications.conseiller = [...avisConseiller(), ...avisDePersonnes(1)];
    const { souris, routeur } = monter("conseiller", "/portefeuille", etat);
    await screen.findByText("Vous êtes superviseur");
    expect(screen.queryByRole("link", { name: "Vous êtes superviseur" })).toBeNull();
    await souris.click(screen.getByRole("link", { name: "Compte activé n° 1" }));
    await waitFor(() =>
      expect(routeur.state.location.pathname).toBe(`/beneficiaires/${idBeneficiaire(0)}`),
    );
  });
});
