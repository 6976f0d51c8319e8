// @vitest-environment jsdom
import { expect, test } from "vitest";
import {
  declarerPostePartage,
  estPosteAbandonne,
  estPostePartage,
  INACTIVITE_MS,
  noterActivite,
  PREAVIS_MS,
} from "@/platform/postePartage";
import { ecrire, effacerSession, lire } from "@/platform/stockage";

test("TR-26 a shared computer that nobody used is closed at the next visit", () => {
  declarerPostePartage(true);
  expect([estPostePartage(), estPosteAbandonne()]).toEqual([true, false]);
  noterActivite(Date.now() - INACTIVITE_MS - PREAVIS_MS);
  expect(estPosteAbandonne()).toBe(true);
  declarerPostePartage(false);
  expect([estPostePartage(), estPosteAbandonne()]).toEqual([false, false]);
});

test("TR-26 nothing is left on a shared computer, AU-30 but the other space", () => {
  ecrire("appareil", "beneficiaire.derniere-entree", "similo-jeune");
  ecrire("session", "conseiller.ouverte", "oui");
  localStorage.setItem("scheme", "dark");
  declarerPostePartage(true);
  effacerSession("beneficiaire");
  expect(localStorage).toHaveLength(1);
  expect(lire("session", "conseiller.ouverte")).toBe("oui");
});
