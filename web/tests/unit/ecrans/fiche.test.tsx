// @vitest-environment jsdom
import { create } from "@bufbuild/protobuf";
import { screen, waitFor, within } from "@testing-library/react";
import { Code } from "@connectrpc/connect";
import { beforeEach, describe, expect, test } from "vitest";
import { Dispositif, Structure } from "@/gen/passemploi/identite/v1/structure_pb";
import { EtatCompte, FicheSchema, MotifArchivage } from "@/gen/passemploi/portefeuille/v1/beneficiaire_pb";
import {
  MotifSuppression,
  type ArchiveBeneficiaireRequest,
} from "@/gen/passemploi/portefeuille/v1/compte_pb";
import { relirePortefeuille } from "@/domaines/portefeuille/api";
import { droits, idBeneficiaire, ilYA } from "../../doublure/distribution";
import { periodes } from "../../doublure/journaux";
import { refus } from "../../doublure/refus";
import { Etat } from "../../doublure/services";
import { franceTravail, mission } from "../../doublure/situations";
import { monter } from "./monter";

let etat: Etat;
beforeEach(() => {
  etat = new Etat();
  mission(etat);
});

const ACTIF = 0;
const JAMAIS = 5;
const PRETE = 6;
const fiche = (n: number) => `/beneficiaires/${idBeneficiaire(n)}`;
const ouvrir = (n: number) => monter("conseiller", fiche(n), etat);
const coupure = () => refus(Code.Unavailable, "BASE_INDISPONIBLE");
const bouton = (nom: string | RegExp) => screen.getByRole("button", { name: nom });
const onglet = (nom: string) => screen.getByRole("tab", { name: nom });
const trouverBouton = (nom: string | RegExp) => screen.findByRole("button", { name: nom });

describe("alerts, in words", () => {
  test("à archiver: each motive, and the way to archive", async () => {
    ouvrir(3);
    await screen.findByText("Ce compte est à archiver");
    expect(screen.getByText(/ne connaît plus ce dossier/)).toBeVisible();
    expect(screen.getByText(/CEJ est terminé depuis plus de 6 mois/)).toBeVisible();
    expect(screen.getByText(/Supprimer ce compte/, { selector: "p" })).toBeVisible();
  });

  test("D47 a loan: from whom, until when", async () => {
    ouvrir(PRETE);
    await screen.findByText("Yann Le Goff vous a confié ce bénéficiaire temporairement.");
    expect(screen.getByText(/se termine le 28\/02\/2027/)).toBeVisible();
  });

  test("another Mission Locale in i-milo; when i-milo was read", async () => {
    ouvrir(7);
    await screen.findByText("Mission Locale différente");
    expect(screen.getByText(/^Informations lues dans i-milo (hier|aujourd'hui) à/)).toBeVisible();
  });

  test("i-milo not read since the day before yesterday: said; not of a dossier that is lost", async () => {
    const fiche = etat.fiches[ACTIF]!;
    fiche.imiloLuLe = ilYA(50 * 3_600_000);
    const { client } = ouvrir(ACTIF);
    await screen.findByText("i-milo n'a pas pu être lu");
    fiche.aArchiver = [MotifArchivage.IMILO];
    await relirePortefeuille(client);
    await screen.findByText("Ce compte est à archiver");
    expect(screen.queryByText("i-milo n'a pas pu être lu")).toBeNull();
  });

  test("no tab and no week as long as nothing fills them", async () => {
    ouvrir(ACTIF);
    await screen.findByText("Date de fin du CEJ :");
    expect(screen.queryByRole("tablist")).toBeNull();
    expect(screen.queryByText(/Cette semaine/)).toBeNull();
  });

  test("only what the rights say is offered", async () => {
    etat.fiches[ACTIF]!.droits = [];
    ouvrir(ACTIF);
    await screen.findByText("Date de fin du CEJ :");
    expect(screen.queryByRole("button", { name: /Supprimer|dispositif/ })).toBeNull();
    expect(screen.queryByRole("checkbox")).toBeNull();
    expect(screen.queryByRole("link", { name: "Qui a consulté cette fiche" })).toBeNull();
    expect(screen.getByRole("link", { name: "Voir l'historique des conseillers" })).toBeVisible();
  });
});

describe("UC-08 activation mail", () => {
  test("sent once; then closed, with the next time, also for who comes later", async () => {
    const { souris } = ouvrir(JAMAIS);
    await souris.click(await trouverBouton("Renvoyer l'e-mail d'activation"));
    await screen.findByText("L'e-mail d'activation est envoyé");
    await screen.findByText(/Prochain envoi possible/);
    const ferme = bouton("Renvoyer l'e-mail d'activation");
    expect(ferme).toHaveAttribute("aria-disabled", "true");
    expect(ferme).toHaveAccessibleDescription(/Prochain envoi possible/);
    await souris.click(ferme);
    expect(etat.appels.filter((a) => a === "ResendActivation")).toHaveLength(1);
  });

  test("PF-12 sent meanwhile from elsewhere: the delay is said", async () => {
    const { souris } = ouvrir(JAMAIS);
    const renvoyer = await trouverBouton("Renvoyer l'e-mail d'activation");
    etat.fiches[JAMAIS]!.prochainEnvoiActivation = ilYA(-420_000);
    await souris.click(renvoyer);
    await screen.findByText(/Vous pourrez réessayer dans 7 minutes/);
    expect(screen.getByText("L'e-mail d'activation vient d'être envoyé")).toBeVisible();
  });
});

describe("identifiant France Travail (D45)", () => {
  beforeEach(() => franceTravail(etat));

  async function modifier(texte: string) {
    const { souris } = ouvrir(3);
    await souris.click(await trouverBouton(/^Ajouter.*identifiant/));
    const dialogue = within(await screen.findByRole("dialog"));
    await souris.type(dialogue.getByLabelText("Identifiant France Travail", { exact: false }), texte);
    await souris.click(dialogue.getByRole("button", { name: "Enregistrer" }));
    return souris;
  }

  test("added: shown as the server stored it, then copied", async () => {
    const souris = await modifier("987654323a");
    await screen.findByText("987654323A");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(bouton(/^Modifier/)).toBeVisible();
    await souris.click(bouton(/^Copier/));
    await screen.findByText("Identifiant copié");
    expect(await navigator.clipboard.readText()).toBe("987654323A");
  });

  test("PF-17 a slip is said in the dialog, nothing is sent", async () => {
    await modifier("123 456");
    await screen.findByText(/1 à 11 lettres ou chiffres/);
    expect(etat.appels).not.toContain("UpdateBeneficiaire");
  });

  test("somebody changed the fiche: said, reloaded, what was typed is kept, then stored", async () => {
    const { souris } = ouvrir(3);
    await souris.click(await trouverBouton(/^Ajouter.*identifiant/));
    const dialogue = within(await screen.findByRole("dialog"));
    await souris.type(dialogue.getByRole("textbox"), "111A");
    etat.fiches[3] = create(FicheSchema, { ...etat.fiches[3]!, etag: "v2", identifiantFt: "222B" });
    await souris.click(dialogue.getByRole("button", { name: "Enregistrer" }));
    await screen.findByText("La fiche a été modifiée entre-temps");
    expect(dialogue.getByText(/Valeur enregistrée.*222B/)).toBeVisible();
    expect(dialogue.getByRole("textbox")).toHaveValue("111A");
    await souris.click(dialogue.getByRole("button", { name: "Enregistrer" }));
    await waitFor(() => expect(etat.fiches[3]?.identifiantFt).toBe("111A"));
  });

  test("a fiche that is read again while one types does not hide a change by somebody else", async () => {
    const { souris, client } = ouvrir(3);
    await souris.click(await trouverBouton(/^Ajouter.*identifiant/));
    const dialogue = within(await screen.findByRole("dialog"));
    await souris.type(dialogue.getByRole("textbox"), "111A");
    etat.fiches[3] = create(FicheSchema, { ...etat.fiches[3]!, etag: "v2", identifiantFt: "222B" });
    await relirePortefeuille(client);
    await souris.click(dialogue.getByRole("button", { name: "Enregistrer" }));
    await screen.findByText("La fiche a été modifiée entre-temps");
    expect(etat.fiches[3]?.identifiantFt).toBe("222B");
  });

  test("a mistyped e-mail is corrected until the person signs in", async () => {
    const { souris } = ouvrir(1);
    await souris.click(await trouverBouton(/^Corriger.*e-mail/));
    const dialogue = within(await screen.findByRole("dialog"));
    const champ = dialogue.getByRole("textbox");
    await souris.clear(champ);
    await souris.type(champ, "zoé@mail.fr");
    await souris.click(dialogue.getByRole("button", { name: "Enregistrer" }));
    await screen.findByText(/le caractère.*é/);
    await souris.clear(champ);
    await souris.type(champ, "Malek.Bis@mail.fr{Enter}");
    await screen.findByText("malek.bis@mail.fr");
  });

  test("once he signed in, the e-mail is not offered to correct", async () => {
    ouvrir(ACTIF);
    await screen.findByText("Ajouté le :");
    expect(screen.queryByRole("button", { name: /Corriger/ })).toBeNull();
  });
});

describe("Mission Locale: dispositif and counter", () => {
  test("a mistake: confirmed, the counter goes away with the CEJ", async () => {
    const { souris } = ouvrir(ACTIF);
    await souris.click(await trouverBouton("Changer de dispositif"));
    await souris.click(await trouverBouton("Confirmer le changement"));
    expect(screen.getByText("Choisissez la raison du changement.")).toBeVisible();
    await souris.click(screen.getByRole("radio", { name: /était une erreur/ }));
    await souris.click(bouton("Confirmer le changement"));
    await waitFor(() => expect(etat.fiches[ACTIF]?.dispositif).toBe(Dispositif.PACEA));
    await waitFor(() => expect(screen.queryByText("Date de fin du CEJ :")).toBeNull());
    expect(etat.appels).not.toContain("ListMotifsSuppression");
  });

  test("the end of an accompaniment asks why and when", async () => {
    const { souris } = ouvrir(ACTIF);
    await souris.click(await trouverBouton("Changer de dispositif"));
    await souris.click(await screen.findByRole("radio", { name: /accompagnement est terminé/ }));
    await souris.click(bouton("Confirmer le changement"));
    await screen.findByText("Le formulaire contient une erreur");
    await souris.selectOptions(screen.getByLabelText(/Motif/), "Déménagement");
    await souris.click(bouton("Confirmer le changement"));
    await waitFor(() => expect(etat.fiches[ACTIF]?.dispositif).toBe(Dispositif.PACEA));
  });

  test("the counter: showing it says what counts; nothing moves before the server has it", async () => {
    etat.fiches[ACTIF]!.peutVoirComptage = false;
    const { souris } = ouvrir(ACTIF);
    const compteur = await screen.findByRole("checkbox", { name: /Afficher le compteur/ });
    await souris.click(compteur);
    expect(compteur).not.toBeChecked();
    expect(await screen.findByText(/ses ateliers et ses sessions i-milo/)).toBeVisible();
    await souris.click(bouton("Afficher le compteur"));
    await waitFor(() => expect(compteur).toBeChecked());
    await souris.click(compteur);
    await waitFor(() => expect(etat.fiches[ACTIF]?.peutVoirComptage).toBe(false));
  });
});

describe("deletion of an account", () => {
  async function archiver(n: number) {
    const monte = ouvrir(n);
    const { souris } = monte;
    await souris.click(await trouverBouton("Supprimer ce compte"));
    await souris.click(await trouverBouton("Continuer"));
    await screen.findByText("Étape 2 sur 2");
    return monte;
  }

  test("archived: what happens, why, when; then the list says so", async () => {
    const { souris, routeur } = await archiver(ACTIF);
    expect(await screen.findByLabelText(/Date de fin d'accompagnement/)).toHaveValue(
      new Date().toISOString().slice(0, 10),
    );
    expect(screen.getByText(/Dernière activité du bénéficiaire/)).toBeVisible();
    await souris.selectOptions(screen.getByLabelText(/Motif/), "Emploi durable (plus de 6 mois)");
    await souris.click(bouton("Supprimer le compte"));
    await screen.findByText("Le compte de Kenza Belkacem a été supprimé");
    expect(routeur.state.location.pathname).toBe("/portefeuille");
    await screen.findByRole("heading", { name: "Liste des bénéficiaires (33)" });
    const demande = etat.demandes.get("ArchiveBeneficiaire") as ArchiveBeneficiaireRequest;
    expect(demande.motif).toBe(MotifSuppression.EMPLOI_DURABLE);
    expect(demande.confirmerFinDePret).toBe(false);
  });

  test("A6 the motives are those of the structure of the person", async () => {
    etat.fiches[ACTIF]!.structure = Structure.POLE_EMPLOI_BRSA;
    await archiver(ACTIF);
    await screen.findByLabelText(/Motif/);
    expect(etat.demandes.get("ListMotifsSuppression")).toMatchObject({
      structure: Structure.POLE_EMPLOI_BRSA,
    });
  });

  test("PF-23 Autre needs a comment of 250 at most", async () => {
    const { souris } = await archiver(ACTIF);
    await souris.selectOptions(await screen.findByLabelText(/Motif/), "Autre");
    await souris.click(bouton("Supprimer le compte"));
    expect(await screen.findByRole("group", { name: /contient une erreur/ })).toHaveFocus();
    await souris.click(screen.getByRole("link", { name: /Précisez le motif/ }));
    expect(screen.getByLabelText(/Commentaire/)).toHaveFocus();
    await souris.paste("é".repeat(251));
    expect(screen.getByText("251/250")).toBeVisible();
    await souris.click(bouton("Supprimer le compte"));
    await screen.findAllByText(/ne peut pas dépasser 250 caractères/);
    expect(etat.appels).not.toContain("ArchiveBeneficiaire");
  });

  test("PF-24 PF-45 the bounds of the date, those of the server included", async () => {
    const { souris } = await archiver(ACTIF);
    await souris.selectOptions(await screen.findByLabelText(/Motif/), "Déménagement");
    const date = screen.getByLabelText(/Date de fin/);
    await souris.clear(date);
    await souris.type(date, "2020-01-01");
    await souris.click(bouton("Supprimer le compte"));
    await screen.findAllByText(/^Choisissez une date du/);
    await souris.clear(date);
    await souris.type(date, new Date().toISOString().slice(0, 10));
    etat.pannes.set("ArchiveBeneficiaire", () =>
      refus(Code.InvalidArgument, "DATE_HORS_BORNES", {
        metadonnees: { debut: "2026-01-02", fin: "2026-03-10" },
        champs: [{ champ: "date_fin_accompagnement", description: "" }],
      }),
    );
    await souris.click(bouton("Supprimer le compte"));
    await screen.findAllByText("Choisissez une date du 02/01/2026 au 10/03/2026.");
    expect(screen.getByLabelText(/Motif/)).toHaveValue(String(MotifSuppression.DEMENAGEMENT));
  });

  test("lent: who loses the person is named, and it is confirmed apart", async () => {
    const { souris } = await archiver(PRETE);
    await souris.selectOptions(await screen.findByLabelText(/Motif/), "Déménagement");
    await souris.click(bouton("Supprimer le compte"));
    await screen.findByText("Yann Le Goff perdra ce bénéficiaire et en sera averti.");
    expect(etat.fiches).toHaveLength(34);
    await souris.click(bouton("Supprimer quand même"));
    await screen.findByText(/a été supprimé/);
    const demande = etat.demandes.get("ArchiveBeneficiaire") as ArchiveBeneficiaireRequest;
    expect(demande).toMatchObject({ motif: MotifSuppression.DEMENAGEMENT, confirmerFinDePret: true });
  });

  test("gone meanwhile: the list says so, nothing is left to confirm", async () => {
    const { souris, routeur } = await archiver(ACTIF);
    await souris.selectOptions(await screen.findByLabelText(/Motif/), "Déménagement");
    etat.fiches = etat.fiches.filter(({ id }) => id !== idBeneficiaire(ACTIF));
    await souris.click(bouton("Supprimer le compte"));
    await screen.findByText("Kenza Belkacem n'est plus dans votre portefeuille");
    expect(routeur.state.location.pathname).toBe("/portefeuille");
  });

  test("a double click sends once", async () => {
    const { souris } = await archiver(ACTIF);
    await souris.selectOptions(await screen.findByLabelText(/Motif/), "Déménagement");
    await souris.dblClick(bouton("Supprimer le compte"));
    await screen.findByText("Le compte de Kenza Belkacem a été supprimé");
    expect(etat.appels.filter((appel) => appel === "ArchiveBeneficiaire")).toHaveLength(1);
  });

  test("closed by mistake: what was typed is still there", async () => {
    const { souris } = await archiver(ACTIF);
    await souris.selectOptions(await screen.findByLabelText(/Motif/), "Autre");
    await souris.type(screen.getByLabelText(/Commentaire/), "Elle déménage");
    await souris.click(bouton("Annuler"));
    await souris.click(await trouverBouton("Supprimer ce compte"));
    await souris.click(await trouverBouton("Continuer"));
    expect(await screen.findByLabelText(/Commentaire/)).toHaveValue("Elle déménage");
  });

  test("PF-20 never connected: one dialog, erased", async () => {
    const { souris } = ouvrir(JAMAIS);
    await souris.click(await trouverBouton("Supprimer ce compte"));
    expect(await screen.findByText(/ne s'est jamais connecté/)).toBeVisible();
    await souris.click(bouton("Supprimer le compte"));
    await screen.findByText(/Le compte de .* a été supprimé/);
    expect(etat.appels).toContain("DeleteBeneficiaire");
  });

  test("PF-21 he signed in meanwhile: said, nothing more to confirm; then he is archived", async () => {
    const { souris } = ouvrir(JAMAIS);
    await souris.click(await trouverBouton("Supprimer ce compte"));
    const confirmer = await trouverBouton("Supprimer le compte");
    etat.fiches[JAMAIS]!.etat = EtatCompte.ACTIF;
    etat.fiches[JAMAIS]!.droits = droits(true, EtatCompte.ACTIF, Dispositif.CEJ);
    await souris.click(confirmer);
    await screen.findByText("L'état du compte a changé");
    expect(screen.queryByRole("button", { name: "Supprimer le compte" })).toBeNull();
  });

  test("a lost answer, then 'not found' at the second try: it is done", async () => {
    const { souris } = ouvrir(JAMAIS);
    await souris.click(await trouverBouton("Supprimer ce compte"));
    etat.pannes.set("DeleteBeneficiaire", coupure);
    await souris.click(await trouverBouton("Supprimer le compte"));
    await screen.findByText("La réponse n'est pas arrivée");
    etat.pannes.clear();
    etat.fiches = etat.fiches.filter(({ id }) => id !== idBeneficiaire(JAMAIS));
    await souris.click(bouton("Supprimer le compte"));
    await screen.findByText(/Le compte de .* a été supprimé/);
  });

  test("the page that is read again after a lost answer keeps the dialog", async () => {
    const { souris, client } = ouvrir(JAMAIS);
    await souris.click(await trouverBouton("Supprimer ce compte"));
    etat.pannes.set("DeleteBeneficiaire", coupure);
    await souris.click(await trouverBouton("Supprimer le compte"));
    await screen.findByText("La réponse n'est pas arrivée");
    etat.fiches = etat.fiches.filter(({ id }) => id !== idBeneficiaire(JAMAIS));
    await relirePortefeuille(client);
    expect(screen.queryByText("Page introuvable")).toBeNull();
    expect(bouton("Supprimer le compte")).toBeVisible();
  });

  test("removed by somebody else: an unknown page, as for any id", async () => {
    const { client } = ouvrir(ACTIF);
    await screen.findByText("Date de fin du CEJ :");
    etat.fiches = [];
    await relirePortefeuille(client);
    await screen.findByRole("heading", { level: 1, name: "Page introuvable" });
  });
});

test("an uncertain creation is given up from the fiche, once confirmed", async () => {
  const { souris } = ouvrir(2);
  await souris.click(await trouverBouton("Abandonner la création"));
  const dialogue = within(await screen.findByRole("dialog"));
  await souris.click(dialogue.getByRole("button", { name: "Abandonner la création" }));
  await screen.findByText("La création est abandonnée");
  expect(etat.fiches).toHaveLength(33);
});

describe("3.7 details and history of the conseillers", () => {
  test("newest first: period, name, kind, author", async () => {
    etat.periodes = periodes();
    monter("conseiller", `${fiche(ACTIF)}/indicateurs?onglet=historique`, etat);
    const liste = await screen.findByRole("list", { name: "Historique des conseillers" });
    const lignes = within(liste).getAllByRole("listitem").map((l) => l.textContent);
    expect(lignes[0]).toMatch(/^Depuis le .* Nadia KerbratRécupération après un suivi temporaire, par Nadia Kerbrat$/);
    expect(lignes[1]).toMatch(/^Du .* au .* Yann Le GoffSuivi temporaire, par le support$/);
  });

  test("Mission Locale: two tabs, by the keyboard too; the address says which", async () => {
    etat.periodes = periodes();
    const { souris, routeur } = ouvrir(ACTIF);
    await souris.click(await screen.findByRole("link", { name: "Voir plus d'informations" }));
    const panneau = await screen.findByRole("tabpanel", { name: "Informations" });
    expect(await within(panneau).findByText("Formation (prévue, jusqu'au 31/01/2027)")).toBeVisible();
    expect(within(panneau).getByText("Date de fin du CEJ :")).toBeVisible();
    expect(screen.getAllByRole("tab")).toHaveLength(2);

    onglet("Informations").focus();
    await souris.keyboard("{ArrowRight}");
    await screen.findByRole("list", { name: "Historique des conseillers" });
    expect(onglet("Historique des conseillers")).toHaveFocus();
    expect(onglet("Historique des conseillers")).toHaveAttribute("aria-selected", "true");
    expect(onglet("Informations")).toHaveAttribute("tabindex", "-1");
    expect(routeur.state.location.search).toEqual({ onglet: "historique" });
    await souris.keyboard("{ArrowRight}");
    await waitFor(() => expect(onglet("Informations")).toHaveFocus());
    await souris.keyboard("{End}");
    await waitFor(() => expect(onglet("Historique des conseillers")).toHaveFocus());
    await souris.keyboard("{Home}");
    await screen.findByRole("tabpanel", { name: "Informations" });
    await souris.click(onglet("Historique des conseillers"));
    await screen.findByRole("tabpanel", { name: "Historique des conseillers" });
  });

  test("the fiche cannot be read: said in its tab, the history stays", async () => {
    etat.periodes = periodes();
    etat.pannes.set("GetFiche", coupure);
    const { souris } = monter("conseiller", `${fiche(ACTIF)}/indicateurs`, etat);
    await screen.findByText("Le service est momentanément indisponible");
    await souris.click(onglet("Historique des conseillers"));
    await screen.findByRole("list", { name: "Historique des conseillers" });
  });

  test("France Travail: the history alone, without tabs", async () => {
    franceTravail(etat);
    etat.periodes = periodes();
    const { souris } = ouvrir(ACTIF);
    const lien = await screen.findByRole("link", { name: "Voir l'historique des conseillers" });
    expect(screen.queryByRole("link", { name: "Voir plus d'informations" })).toBeNull();
    await souris.click(lien);
    await screen.findByRole("list", { name: "Historique des conseillers" });
    expect(screen.queryByRole("tab")).toBeNull();
  });
});
