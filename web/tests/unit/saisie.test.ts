import { describe, expect, test } from "vitest";
import {
  verifierEmail,
  verifierNom,
  verifierNumeroDossier,
} from "@/domaines/portefeuille/saisie";

describe("e-mail (D44)", () => {
  test.each(["camille.roussel@mail.fr", "  Camille@Mail.FR ", "a@b.fr", "o'neil+1@sous.domaine.fr"])(
    "%s is accepted",
    (email) => expect(verifierEmail(email)).toBeUndefined(),
  );

  test("PF-09 the sentence names the accent", () => {
    expect(verifierEmail("zoé@mail.fr")).toContain("« é »".replaceAll(" ", "\u00a0"));
  });

  test("an inner space is named in words", () => {
    expect(verifierEmail("zoe durand@mail.fr")).toBe("L'e-mail ne doit pas contenir d'espace.");
  });

  test.each(["zoe", "zoe@mail", "@mail.fr", "a@@b.fr", "zoe@.fr", "zoe@mail."])(
    "%s is not an address",
    (email) => expect(verifierEmail(email)).toMatch(/adresse e-mail valide/),
  );

  test("empty and too long", () => {
    expect(verifierEmail("  ")).toBe("Remplissez ce champ.");
    expect(verifierEmail(`${"a".repeat(250)}@b.fr`)).toContain("254");
  });
});

describe("name", () => {
  test.each(["Théo", "Le Goff-Perrin", "d’Arc", "O'Neil", "Nguyễn", "Jr."])("%s is accepted", (nom) =>
    expect(verifierNom(nom)).toBeUndefined(),
  );
  test.each(["R2D2", "<b>", "a@b", "---"])("%s is refused", (nom) =>
    expect(verifierNom(nom)).toMatch(/lettres/),
  );
  test("255 letters at most, accents count for one", () => {
    expect(verifierNom("é".repeat(255))).toBeUndefined();
    expect(verifierNom("é".repeat(256))).toContain("255");
  });
});

test("dossier number: digits, or a pasted address of i-milo", () => {
  expect(verifierNumeroDossier(" 402117 ")).toBeUndefined();
  expect(verifierNumeroDossier("https://portail.i-milo.fr/dossier/402117/edit")).toBeUndefined();
  expect(verifierNumeroDossier("123456789012")).toMatch(/11 chiffres/);
  expect(verifierNumeroDossier("abc")).toMatch(/11 chiffres/);
});
