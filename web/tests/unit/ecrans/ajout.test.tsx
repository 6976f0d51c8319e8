// @vitest-environment jsdom
import { screen, waitFor } from "@testing-library/react";
import { Code } from "@connectrpc/connect";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { Capacite } from "@/gen/passemploi/identite/v1/structure_pb";
import { EtatCompte } from "@/gen/passemploi/portefeuille/v1/beneficiaire_pb";
import { PortefeuilleService } from "@/gen/passemploi/portefeuille/v1/portefeuille_service_pb";
import { refus } from "../../doublure/refus";
import { Etat } from "../../doublure/services";
import { franceTravail, mission } from "../../doublure/situations";
import { monter } from "./monter";

let etat: Etat;
beforeEach(() => {
  etat = new Etat();
});

const NOUVEAU = "/portefeuille/nouveau";
const nombreDAppels = (methode: keyof typeof PortefeuilleService.method) =>
  etat.appels.filter((a) => a === PortefeuilleService.method[methode].name).length;

describe("by e-mail", () => {
  beforeEach(() => franceTravail(etat));

  async function remplir(email: string) {
    const monte = monter("conseiller", NOUVEAU, etat);
    const { souris } = monte;
    await souris.type(await screen.findByLabelText(/Prénom/), "Camille");
    await souris.type(screen.getByLabelText(/\* Nom/), "Roussel");
    await souris.type(screen.getByLabelText(/E-mail/), email);
    return monte;
  }

  test("UC-06 the e-mail of mine: alert and link, no account; a new one: a row", async () => {
    const { souris } = await remplir("kenza.0@mail.fr");
    await souris.tab();
    const lien = await screen.findByRole("link", { name: "Voir la fiche de ce bénéficiaire" });
    expect(lien).toHaveAttribute("href", expect.stringContaining("/conseiller/beneficiaires/"));
    await souris.click(screen.getByRole("button", { name: "Créer le compte" }));
    await screen.findByText("Le formulaire contient une erreur");
    expect(etat.creations.size).toBe(0);

    await souris.clear(screen.getByLabelText(/E-mail/));
    await souris.type(screen.getByLabelText(/E-mail/), "camille.roussel@mail.fr");
    await souris.click(screen.getByRole("button", { name: "Créer le compte" }));
    await screen.findByText("Camille Roussel a été ajouté à votre portefeuille");
    expect(etat.fiches.at(-1)?.etat).toBe(EtatCompte.NON_ACTIVE);
  });

  test("empty form: the summary takes the focus and leads to each field", async () => {
    const { souris } = monter("conseiller", NOUVEAU, etat);
    await souris.click(await screen.findByRole("button", { name: "Créer le compte" }));
    const resume = await screen.findByRole("group", { name: "Le formulaire contient 3 erreurs" });
    expect(resume).toHaveFocus();
    await souris.click(screen.getByRole("link", { name: /^Nom/ }));
    expect(screen.getByLabelText(/\* Nom/)).toHaveFocus();
    expect(screen.getByLabelText(/\* Nom/)).toBeInvalid();
    expect(etat.appels).not.toContain("CreateBeneficiaireFt");
  });

  test("A5 Avenir pro: the age is attested, or the field says so", async () => {
    etat.sessions.conseiller!.capacites.push(Capacite.ATTESTATION_AGE);
    const { souris } = await remplir("camille.roussel@mail.fr");
    await souris.click(screen.getByRole("button", { name: "Créer le compte" }));
    await screen.findByRole("group", { name: "Le formulaire contient une erreur" });
    await souris.click(screen.getByRole("link", { name: /^Âge/ }));
    const attestation = screen.getByRole("checkbox", { name: /15 ans ou plus/ });
    expect(attestation).toHaveFocus();
    expect(nombreDAppels("createBeneficiaireFt")).toBe(0);
    await souris.click(attestation);
    await souris.click(screen.getByRole("button", { name: "Créer le compte" }));
    await screen.findByText("Camille Roussel a été ajouté à votre portefeuille");
  });

  test("sending checks nothing aside, and a late check says nothing of the person created", async () => {
    const { souris } = await remplir("camille.roussel@mail.fr");
    etat.muets.add("CreateBeneficiaireFt");
    await souris.click(screen.getByRole("button", { name: "Créer le compte" }));
    await new Promise((suite) => setTimeout(suite, 300));
    expect(nombreDAppels("createBeneficiaireFt")).toBe(1);
    expect(nombreDAppels("checkEmail")).toBe(0);
    await souris.click(screen.getByLabelText(/E-mail/));
    await souris.tab();
    await new Promise((suite) => setTimeout(suite, 300));
    expect(nombreDAppels("checkEmail")).toBe(0);
  });

  test("a refusal of the server: the summary takes the focus and keeps it", async () => {
    const { souris } = await remplir("kenza.0@mail.fr");
    await souris.click(screen.getByRole("button", { name: "Créer le compte" }));
    await screen.findByText("Le formulaire contient une erreur");
    await new Promise((suite) => setTimeout(suite, 300));
    expect(screen.getByRole("group", { name: /contient une erreur/ })).toHaveFocus();
    expect(nombreDAppels("checkEmail")).toBe(0);
  });

  test("a lost answer, then another try: one creation, the same request_id", async () => {
    const { souris } = await remplir("camille.roussel@mail.fr");
    etat.perdues.add("CreateBeneficiaireFt");
    await souris.click(screen.getByRole("button", { name: "Créer le compte" }));
    await screen.findByText("Le service est momentanément indisponible");
    expect(screen.getByLabelText(/E-mail/)).toHaveValue("camille.roussel@mail.fr");
    await souris.click(screen.getByRole("button", { name: "Créer le compte" }));
    await screen.findByText(/a été ajouté/);
    expect([...etat.creations.keys()]).toHaveLength(1);
  });

  test("D4 a lost answer, then another e-mail: said, and the next try is another creation", async () => {
    const { souris } = await remplir("camille.rousel@mail.fr");
    etat.perdues.add("CreateBeneficiaireFt");
    await souris.click(screen.getByRole("button", { name: "Créer le compte" }));
    await screen.findByText("Le service est momentanément indisponible");
    await souris.clear(screen.getByLabelText(/E-mail/));
    await souris.type(screen.getByLabelText(/E-mail/), "camille.roussel@mail.fr");
    await souris.click(screen.getByRole("button", { name: "Créer le compte" }));
    await screen.findByText("Cette demande a déjà été enregistrée");
    await souris.click(screen.getByRole("button", { name: "Créer le compte" }));
    await screen.findByText(/a été ajouté/);
    expect(etat.creations.size).toBe(2);
  });

  test("D46 the counter is shown and announced near the end", async () => {
    const { souris } = monter("conseiller", NOUVEAU, etat);
    const prenom = await screen.findByLabelText(/Prénom/);
    await souris.click(prenom);
    await souris.paste("é".repeat(250));
    expect(screen.getByText("250/255")).toBeVisible();
    expect(screen.getByText("5 caractères restants")).toHaveAttribute("role", "status");
  });
});

describe("by dossier", () => {
  beforeEach(() => mission(etat));

  async function lire(numero: string) {
    const { souris } = monter("conseiller", NOUVEAU, etat);
    await souris.type(await screen.findByLabelText(/Numéro de dossier/), numero);
    await souris.click(screen.getByRole("button", { name: "Valider le numéro" }));
    return souris;
  }

  test("UC-07 no e-mail: no creation, refreshed once i-milo is filled", async () => {
    const souris = await lire("402118");
    await screen.findByText("L'adresse e-mail n'est pas renseignée dans i-milo");
    expect(screen.queryByRole("button", { name: "Créer le compte" })).toBeNull();
    etat.dossiers.get("402118")!.email = "theo.lambert@mail.fr";
    await souris.click(screen.getByRole("button", { name: "Rafraîchir le compte" }));
    await screen.findByRole("button", { name: "Créer le compte" });
  });

  test("UC-07 the e-mail goes away in i-milo before the creation: back to what to do", async () => {
    const souris = await lire("402117");
    await souris.click(await screen.findByRole("radio", { name: /^CEJ/ }));
    etat.pannes.set("CreateBeneficiaireMilo", () =>
      refus(Code.FailedPrecondition, "DOSSIER_SANS_EMAIL"),
    );
    await souris.click(screen.getByRole("button", { name: "Créer le compte" }));
    await screen.findByText("L'adresse e-mail n'est pas renseignée dans i-milo");
    expect(screen.queryByRole("button", { name: "Créer le compte" })).toBeNull();
  });

  test("a wrong e-mail is corrected in i-milo, then read again from the second step", async () => {
    const souris = await lire("402117");
    await screen.findByText("theo.lambert@mail.fr");
    etat.dossiers.get("402117")!.email = "theo@mail.fr";
    await souris.click(screen.getByRole("button", { name: "Rafraîchir le compte" }));
    await screen.findByText("theo@mail.fr");
  });

  test("i-milo does not confirm: listed as waiting, never created twice", async () => {
    const souris = await lire("402117");
    await souris.click(await screen.findByRole("radio", { name: /^CEJ/ }));
    etat.incertain = true;
    await souris.click(screen.getByRole("button", { name: "Créer le compte" }));
    await screen.findByText("La création du compte de Théo Lambert est en attente d'i-milo");
    await souris.type(screen.getByRole("textbox"), "lambert{Enter}");
    await screen.findByRole("button", { name: /^Reprendre.*Théo Lambert/ });
  });

  test("UC-07 e-mail known by i-milo: confirmed, then created", async () => {
    const souris = await lire("https://i-milo.invalid/dossier/402119/");
    await souris.click(await screen.findByRole("radio", { name: /^CEJ/ }));
    await souris.click(screen.getByRole("button", { name: "Créer le compte" }));
    await screen.findByRole("heading", { name: /^Lier le compte/ });
    await souris.click(screen.getByRole("button", { name: "Lier le compte" }));
    await screen.findByText("Théo Lambert a été ajouté à votre portefeuille");
  });

  test("D4 a lost answer, then another dispositif: said, and the next try is answered", async () => {
    const souris = await lire("402117");
    await souris.click(await screen.findByRole("radio", { name: /^CEJ/ }));
    etat.perdues.add("CreateBeneficiaireMilo");
    await souris.click(screen.getByRole("button", { name: "Créer le compte" }));
    await screen.findByText("Le service est momentanément indisponible");
    await souris.click(screen.getByRole("radio", { name: /^PACEA/ }));
    await souris.click(screen.getByRole("button", { name: "Créer le compte" }));
    await screen.findByText("Cette demande a déjà été enregistrée");
    await souris.click(screen.getByRole("button", { name: "Créer le compte" }));
    await screen.findByText("Ce dossier a déjà un compte");
  });

  test("the dispositif is asked; the counter is for the CEJ", async () => {
    const souris = await lire("402117");
    const titre = await screen.findByRole("heading", {
      name: "Vérifiez les informations du bénéficiaire",
      level: 2,
    });
    expect(titre).toHaveFocus();
    await souris.click(await screen.findByRole("button", { name: "Créer le compte" }));
    await screen.findByText("Choisissez un dispositif.");
    expect(nombreDAppels("createBeneficiaireMilo")).toBe(0);
    await souris.click(screen.getByRole("radio", { name: /^PACEA/ }));
    expect(screen.queryByText("Afficher le compteur à votre bénéficiaire")).toBeNull();
    await souris.click(screen.getByRole("radio", { name: /^CEJ/ }));
    await souris.click(screen.getByRole("checkbox"));
    await souris.click(screen.getByRole("button", { name: "Créer le compte" }));
    await screen.findByText(/a été ajouté/);
    expect(etat.fiches.at(-1)?.peutVoirComptage).toBe(true);
  });

  test("unknown or of another Mission Locale: one text", async () => {
    await lire("12345");
    await screen.findByText("Dossier introuvable");
  });

  test("already mine: a link to the fiche", async () => {
    etat.fiches[0]!.numeroDossier = "402117";
    await lire("402117");
    await screen.findByRole("link", { name: "Voir la fiche de ce bénéficiaire" });
  });

  test("i-milo down: said, and the number can be sent again", async () => {
    etat.pannes.set("GetDossierImilo", () =>
      refus(Code.Unavailable, "PARTENAIRE_INDISPONIBLE", { metadonnees: { partenaire: "i-milo" } }),
    );
    const souris = await lire("402117");
    await screen.findByText("i-milo ne répond pas");
    etat.pannes.clear();
    await souris.click(screen.getByRole("button", { name: "Valider le numéro" }));
    await screen.findByText("Vérifiez les informations du bénéficiaire");
  });
});

const question = () => screen.queryByRole("heading", { name: /^Quitter sans enregistrer/ });

describe("leaving a form that was begun asks first", () => {
  beforeEach(() => {
    vi.spyOn(console, "warn").mockImplementation(() => undefined);
  });

  test("by e-mail: what was typed is kept, or left", async () => {
    franceTravail(etat);
    const { souris, routeur } = monter("conseiller", NOUVEAU, etat);
    await souris.type(await screen.findByLabelText(/Prénom/), "Camille");
    await souris.click(screen.getByRole("link", { name: "Annuler" }));
    await screen.findByRole("heading", { name: /^Quitter sans enregistrer/ });
    await souris.click(screen.getByRole("button", { name: "Continuer la saisie" }));
    expect(screen.getByLabelText(/Prénom/)).toHaveValue("Camille");
    await souris.click(screen.getByRole("link", { name: "Annuler" }));
    await souris.click(await screen.findByRole("button", { name: "Quitter la page" }));
    await waitFor(() => expect(routeur.state.location.pathname).toBe("/portefeuille"));
  });

  test("by dossier, a number: asked; the next step and the fiche of a refusal are no leaving", async () => {
    mission(etat);
    etat.fiches[0]!.numeroDossier = "402118";
    const { souris, routeur } = monter("conseiller", NOUVEAU, etat);
    const champ = await screen.findByLabelText(/Numéro de dossier/);
    await souris.type(champ, "402117");
    await souris.click(screen.getByRole("link", { name: "Annuler" }));
    await souris.click(await screen.findByRole("button", { name: "Continuer la saisie" }));
    await souris.click(screen.getByRole("button", { name: "Valider le numéro" }));
    await souris.click(await screen.findByRole("button", { name: "Modifier le numéro" }));
    expect(question()).toBeNull();
    await souris.clear(screen.getByLabelText(/Numéro de dossier/));
    await souris.type(screen.getByLabelText(/Numéro de dossier/), "402118{Enter}");
    await souris.click(await screen.findByRole("link", { name: "Voir la fiche de ce bénéficiaire" }));
    await waitFor(() => expect(routeur.state.location.pathname).toMatch(/^\/beneficiaires\//));
    expect(question()).toBeNull();
  });

  test("by dossier, the number of i-milo: nothing was typed", async () => {
    mission(etat);
    const { souris, routeur } = monter("conseiller", "/dossiers-imilo/402117", etat);
    expect(await screen.findByLabelText(/Numéro de dossier/)).toHaveValue("402117");
    await souris.click(screen.getByRole("link", { name: "Annuler" }));
    await waitFor(() => expect(routeur.state.location.pathname).toBe("/portefeuille"));
  });

  test("by dossier, second step: asked once something was chosen", async () => {
    mission(etat);
    const { souris, routeur } = monter("conseiller", "/dossiers-imilo/402117", etat);
    await souris.click(await screen.findByRole("button", { name: "Valider le numéro" }));
    await souris.click(await screen.findByRole("radio", { name: /^CEJ/ }));
    await souris.click(screen.getByRole("link", { name: "Retour à Portefeuille" }));
    await souris.click(await screen.findByRole("button", { name: "Continuer la saisie" }));
    await souris.click(screen.getByRole("button", { name: "Modifier le numéro" }));
    await souris.click(screen.getByRole("button", { name: "Valider le numéro" }));
    await screen.findByRole("radio", { name: /^CEJ/ });
    await souris.click(screen.getByRole("link", { name: "Retour à Portefeuille" }));
    await waitFor(() => expect(routeur.state.location.pathname).toBe("/portefeuille"));
  });
});
