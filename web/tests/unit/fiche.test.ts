import { create } from "@bufbuild/protobuf";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { describe, expect, test } from "vitest";
import { vueFiche } from "@/domaines/portefeuille/fiche";
import { Dispositif, Structure } from "@/gen/passemploi/identite/v1/structure_pb";
import {
  EtatCompte,
  EtatSituation,
  FicheSchema,
} from "@/gen/passemploi/portefeuille/v1/beneficiaire_pb";
import type { MessageInitShape } from "@bufbuild/protobuf";

const MAINTENANT = new Date("2026-11-21T12:00:00Z");
const dans = (heures: number) =>
  timestampFromDate(new Date(MAINTENANT.getTime() + heures * 3_600_000));

const vue = (champs: MessageInitShape<typeof FicheSchema>) =>
  vueFiche(
    create(FicheSchema, {
      prenom: "Théo",
      nom: "Lambert",
      structure: Structure.MILO,
      dispositif: Dispositif.CEJ,
      etat: EtatCompte.NON_ACTIVE,
      ...champs,
    }),
    MAINTENANT,
  );

const valeur = (v: ReturnType<typeof vue>, cle: string) =>
  v.informations.find((ligne) => ligne.cle === cle)?.valeur;

describe("never connected", () => {
  test("UC-08 Mission Locale: red, with the 12 hours and the end of the link", () => {
    const { jamaisConnecte } = vue({ lienActivationExpireLe: dans(3) });
    expect(jamaisConnecte?.urgent).toBe(true);
    expect(jamaisConnecte?.lignes.join(" ")).toContain("n'est valable que 12h");
    expect(jamaisConnecte?.lignes.at(-1)).toContain("aujourd'hui à 16h00");
  });

  test("PF-11 the link expired: it is said", () => {
    const { jamaisConnecte } = vue({ lienActivationExpireLe: dans(-1) });
    expect(jamaisConnecte?.lignes.at(-1)).toMatch(/^Le lien d'activation a expiré/);
  });

  test("France Travail: no link, his own identifiers", () => {
    const { jamaisConnecte } = vue({ structure: Structure.POLE_EMPLOI });
    expect(jamaisConnecte?.urgent).toBe(false);
    expect(jamaisConnecte?.lignes.join(" ")).not.toContain("12h");
  });

  test("absent once he signed in", () => {
    expect(vue({ etat: EtatCompte.ACTIF }).jamaisConnecte).toBeUndefined();
  });
});

test("the end of the CEJ is for the CEJ of a Mission Locale", () => {
  const cej = vue({ dateFinCej: { annee: 2024, mois: 9, jour: 5 }});
  expect(valeur(cej, "fin-cej")).toBe("05/09/2024");
  expect(valeur(vue({ dispositif: Dispositif.PACEA }), "fin-cej")).toBeUndefined();
  expect(valeur(vue({ structure: Structure.POLE_EMPLOI }), "fin-cej")).toBeUndefined();
});

test("what is unknown is said, never left blank", () => {
  const v = vue({});
  expect(valeur(v, "email")).toBe("Non renseigné");
  expect(valeur(v, "connexion")).toBe("Jamais");
});

test("an address of dossier that is not of the web never becomes a link", () => {
  const lien = (url: string) =>
    vue({ numeroDossier: "402117", urlDossier: url }).informations.find((l) => l.cle === "dossier")
      ?.lien;
  expect(lien("https://i-milo.invalid/402117")).toBe("https://i-milo.invalid/402117");
  expect(lien("javascript:alert(1)")).toBeUndefined();
});

test("situations: the current one alone, the others with their state and end", () => {
  const v = vue({
    situations: [
      { etat: EtatSituation.EN_COURS, categorie: "Emploi" },
      {
        etat: EtatSituation.PREVU,
        categorie: "Formation",
        dateFin: { annee: 2027, mois: 1, jour: 31 },
      },
    ],
  });
  expect(v.situations).toEqual(["Emploi", "Formation (prévue, jusqu'au 31/01/2027)"]);
});
