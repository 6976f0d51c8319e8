import { expect, test } from "vitest";
import {
  choixBeneficiaire,
  choixConseiller,
  marqueDeLAppareil,
  modeCreation,
} from "@/domaines/identite/modele";
import { Raison } from "@/gen/passemploi/erreurs/v1/raison_pb";
import { refusConnexion } from "@/i18n/fr/identite";
import { karim, nadia, sophie, theo } from "../doublure/distribution";

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

test("each refusal of a sign-in has its words", () => {
  const deConnexion = Object.values(Raison).filter(
    (r): r is Raison => typeof r === "number" && r >= Raison.CONSEILLER_NON_VALIDE,
  );
  expect(deConnexion.length).toBeGreaterThan(7);
  for (const raison of [...deConnexion, Raison.PARTENAIRE_INDISPONIBLE]) {
    const textes = refusConnexion[raison as keyof typeof refusConnexion]?.({});
    expect(textes?.remede, Raison[raison]).toBeTruthy();
  }
});
