import { describe, expect, test } from "vitest";
import { etapeEntree } from "@/domaines/identite/entree";
import { codeDepartement, verifierDepartement } from "@/domaines/identite/lieu";
import {
  choixBeneficiaire,
  choixConseiller,
  choixDispositif,
  marqueDeLAppareil,
  modeCreation,
} from "@/domaines/identite/modele";
import { Raison } from "@/gen/passemploi/erreurs/v1/raison_pb";
import { refusConnexion } from "@/i18n/fr/connexion";
import { bruno, karim, nadia, sophie, theo } from "../doublure/distribution";

test("D11 all the entries, the last choice first and only once", () => {
  const neuf = choixConseiller(undefined);
  expect([neuf.dernier, neuf.principales.length, neuf.autres.length]).toEqual([undefined, 4, 5]);
  const connu = choixConseiller("avenirpro-conseiller");
  expect(connu.dernier).toBe("avenirpro-conseiller");
  expect(connu.autres).not.toContain("avenirpro-conseiller");
  expect(choixConseiller("inconnue").dernier).toBeUndefined();
});

test("D22 pass emploi offers France Travail alone", () => {
  expect(choixBeneficiaire("pass-emploi", "similo-jeune")).toEqual(["ft-beneficiaire"]);
  expect(choixBeneficiaire("cej", undefined)[0]).toBe("similo-jeune");
  expect(choixBeneficiaire("cej", "ft-beneficiaire")[0]).toBe("ft-beneficiaire");
  expect(marqueDeLAppareil(undefined, undefined)).toBe("cej");
  expect(marqueDeLAppareil(undefined, "pass-emploi")).toBe("pass-emploi");
  expect(marqueDeLAppareil("cej", "pass-emploi")).toBe("cej");
});

test("the capabilities decide how people are added", () => {
  expect(modeCreation(nadia())).toBe("dossier");
  expect(modeCreation(sophie())).toBe("email");
  expect(modeCreation(karim())).toBe("email");
  expect(modeCreation(theo())).toBeUndefined();
});

describe("refusals of a sign-in", () => {
  test("each has its words, in both spaces", () => {
    const deConnexion = Object.values(Raison).filter(
      (r): r is Raison =>
        typeof r === "number" &&
        r >= Raison.CONSEILLER_NON_VALIDE &&
        r < Raison.IDENTIFIANT_FT_INVALIDE,
    );
    expect(deConnexion.length).toBeGreaterThan(9);
    for (const raison of [...deConnexion, Raison.PARTENAIRE_INDISPONIBLE, Raison.QUOTA_CONNEXIONS]) {
      for (const espace of ["conseiller", "beneficiaire"] as const) {
        const textes = refusConnexion[raison as keyof typeof refusConnexion]?.({ espace });
        expect(textes?.remede, Raison[raison]).toBeTruthy();
      }
    }
  });

  test("AU-02 A10 the structure is named, and how to change of dispositif", () => {
    const textes = refusConnexion[Raison.UTILISATEUR_DEJA_AUTRE_STRUCTURE]({
      espace: "conseiller",
      structure: "France Travail AIJ",
    });
    expect(textes.texte).toContain("France Travail AIJ");
    expect(textes.etapes?.join(" ")).toMatch(/portefeuille doit être vide.*Supprimer mon compte/);
  });

  test("AU-04 the dispositifs of France Travail first, all the others after", () => {
    const { franceTravail, autres } = choixDispositif();
    expect(franceTravail).toHaveLength(7);
    expect(autres).toEqual(["similo-conseiller", "conseildepartemental-conseiller"]);
  });
});

/** Everything is left to settle. */
const nouveau = () => {
  const moi = bruno();
  moi.cguASigner = "2026-11-01";
  if (moi.compte.case === "conseiller") moi.compte.value.lieuAChoisir = true;
  return moi;
};
const compte = (s: ReturnType<typeof nouveau>) =>
  s.compte.case === "conseiller" ? s.compte.value : undefined;

describe("D7 what is left to settle, in order", () => {
  test("conditions, visit, e-mail, place, then nothing", () => {
    const moi = nouveau();
    expect(etapeEntree(moi, false)).toBe("cgu");
    moi.cguASigner = undefined;
    expect(etapeEntree(moi, false)).toBe("visite");
    compte(moi)!.visiteAFaire = false;
    expect(etapeEntree(moi, false)).toBe("email");
    expect(etapeEntree(moi, true)).toBe("lieu");
    compte(moi)!.lieuAChoisir = false;
    expect(etapeEntree(moi, true)).toBeUndefined();
  });

  test("the e-mail is a matter of Missions Locales, a bénéficiaire has the conditions alone", () => {
    const moi = sophie();
    moi.email = undefined;
    expect(etapeEntree(moi, false)).toBeUndefined();
    expect(etapeEntree(theo(), false)).toBeUndefined();
    expect(etapeEntree({ ...theo(), cguASigner: "2026-11-01" }, false)).toBe("cgu");
  });
});

test("a département is a number, two letters aside", () => {
  expect(["1", " 63 ", "2a", "974"].map(codeDepartement)).toEqual(["01", "63", "2A", "974"]);
  expect(["", "7", "63", "2B", "974"].map(verifierDepartement)).toEqual(Array(5).fill(undefined));
  expect(["Puy", "2C", "1234"].map(verifierDepartement).every(Boolean)).toBe(true);
});
