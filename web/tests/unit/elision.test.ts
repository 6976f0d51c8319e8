import { expect, test } from "vitest";
import { de, du, jusqua } from "@/i18n/fr/elision";

test("a vowel elides, with or without its accent", () => {
  expect(["Kenza", "Élouan", "ibrahim", "Œdipe", "Hugo", ""].map(de)).toEqual([
    "de Kenza",
    "d'Élouan",
    "d'ibrahim",
    "d'Œdipe",
    "de Hugo",
    "de ",
  ]);
});

test("a date is contracted with its preposition", () => {
  expect(jusqua("le 13/02/2024 à 18h38")).toBe("jusqu'au 13/02/2024 à 18h38");
  expect(jusqua("aujourd'hui à 19h20")).toBe("jusqu'à aujourd'hui à 19h20");
  expect(du("le 13/02/2024 à 18h38")).toBe("du 13/02/2024 à 18h38");
  expect(du("hier à 9h05")).toBe("d'hier à 9h05");
});
