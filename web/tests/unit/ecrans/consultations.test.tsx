// @vitest-environment jsdom
import { screen, waitFor, within } from "@testing-library/react";
import { Code } from "@connectrpc/connect";
import { beforeEach, expect, test } from "vitest";
import { idBeneficiaire } from "../../doublure/distribution";
import { consultationDuSupport, consultations } from "../../doublure/journaux";
import { refus } from "../../doublure/refus";
import { Etat } from "../../doublure/services";
import { jeune, mission } from "../../doublure/situations";
import { monter } from "./monter";

let etat: Etat;
beforeEach(() => {
  etat = new Etat();
  mission(etat);
  jeune(etat);
});

const ADRESSE = `/beneficiaires/${idBeneficiaire(0)}/consultations`;

test("from the fiche of one's own: names, day, times, refusals, then the older ones", async () => {
  etat.consultations = consultations();
  const { souris } = monter("conseiller", `/beneficiaires/${idBeneficiaire(0)}`, etat);
  await souris.click(await screen.findByRole("link", { name: "Qui a consulté cette fiche" }));
  const table = await screen.findByRole("table");
  expect(within(table).getAllByRole("row")).toHaveLength(21);
  const [, premiere, deuxieme, troisieme] = within(table).getAllByRole("row");
  expect(premiere).toHaveTextContent("30/10/2026");
  expect(premiere).toHaveTextContent("Nadia Kerbrat");
  expect(deuxieme).toHaveTextContent("Même Mission Locale");
  expect(deuxieme).toHaveTextContent("2 fois");
  expect(troisieme).toHaveTextContent("Accès refusé");
  await souris.click(screen.getByRole("button", { name: /plus anciennes/ }));
  await screen.findByText(/pas de consultation plus ancienne/);
  expect(within(table).getAllByRole("row")).toHaveLength(35);
});

test("3.25 why the support read is a column, only when it did", async () => {
  etat.consultations = consultations(3);
  monter("conseiller", ADRESSE, etat);
  await screen.findByRole("table");
  expect(screen.queryByRole("columnheader", { name: "Motif (support)" })).toBeNull();
  document.body.replaceChildren();
  etat.consultations = [consultationDuSupport(), ...etat.consultations];
  monter("conseiller", ADRESSE, etat);
  await screen.findByRole("columnheader", { name: "Motif (support)" });
  expect(screen.getByRole("cell", { name: /^Demande d'accès/ })).toBeVisible();
});

test("filtered by person and by period, in the address; the choice keeps everybody", async () => {
  etat.consultations = consultations();
  const { souris, routeur } = monter("conseiller", ADRESSE, etat);
  await souris.selectOptions(await screen.findByLabelText("Personne"), "Yann Le Goff");
  await souris.click(screen.getByRole("button", { name: "Filtrer" }));
  await waitFor(() => expect(screen.queryByRole("cell", { name: "Nadia Kerbrat" })).toBeNull());
  expect(screen.getAllByRole("cell", { name: "Yann Le Goff" }).length).toBeGreaterThan(5);
  expect(routeur.state.location.search).toHaveProperty("lecteur");
  expect(within(screen.getByLabelText("Personne")).getAllByRole("option")).toHaveLength(4);

  await souris.type(screen.getByLabelText("Du"), "2026-10-20");
  await souris.type(screen.getByLabelText("Au"), "2026-10-10");
  await souris.click(screen.getByRole("button", { name: "Filtrer" }));
  await screen.findByText("La date de fin doit suivre la date de début.");
  expect(routeur.state.location.search).not.toHaveProperty("debut");
  await souris.click(screen.getByRole("button", { name: "Effacer les filtres" }));
  await screen.findAllByRole("cell", { name: "Nadia Kerbrat" });
});

test("the link is for who follows the person; a colleague is told so by the page", async () => {
  etat.fiches[0]!.lectureSeule = true;
  monter("conseiller", `/beneficiaires/${idBeneficiaire(0)}`, etat);
  await screen.findByText("Vous êtes en lecture seule");
  expect(screen.queryByRole("link", { name: "Qui a consulté cette fiche" })).toBeNull();
});

test("refused, unknown: words, or the page that does not exist", async () => {
  etat.pannes.set("WhoReadBeneficiaire", () => refus(Code.PermissionDenied, "RESERVE_AU_REFERENT"));
  monter("conseiller", ADRESSE, etat);
  await screen.findByText("Réservé au conseiller référent");
  document.body.replaceChildren();
  etat.pannes.clear();
  monter("conseiller", `/beneficiaires/${idBeneficiaire(999)}/consultations`, etat);
  await screen.findByRole("heading", { name: "Page introuvable" });
});

test("unusual reading is warned on the fiche, then stopped with its delay", async () => {
  etat.consultationsInhabituelles = 62;
  monter("conseiller", `/beneficiaires/${idBeneficiaire(0)}`, etat);
  await screen.findByText(/62 fiches en une heure/);
  document.body.replaceChildren();
  etat.pannes.set("GetFiche", () =>
    refus(Code.ResourceExhausted, "QUOTA_CONSULTATIONS", { attente: 1_800 }),
  );
  monter("conseiller", `/beneficiaires/${idBeneficiaire(0)}`, etat);
  await screen.findByText(/dans 30 minutes/);
});

test("the person sees the names of his conseillers, the others by their function", async () => {
  etat.consultations = consultations(6, true);
  const { souris } = monter("beneficiaire", "/profil", etat);
  await souris.click(await screen.findByRole("link", { name: "Qui a consulté mon dossier" }));
  await screen.findAllByRole("cell", { name: "Nadia Kerbrat" });
  expect(screen.getAllByRole("cell", { name: "Nom non communiqué" }).length).toBe(4);
  expect(screen.queryByText("Yann Le Goff")).toBeNull();
  expect(etat.appels).toContain("WhoReadBeneficiaire");
});
