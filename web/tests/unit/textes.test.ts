import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { pluriel } from "@/i18n/fr/commun";
import { lireTexteLegal } from "../../outils/textes-legaux";

const RACINE = new URL("../../../legal/", import.meta.url).pathname;
const modules = import.meta.glob<Record<string, unknown>>("../../src/i18n/fr/*.ts", {
  eager: true,
});

function* textesDe(valeur: unknown): Generator<string> {
  if (typeof valeur === "string") yield valeur;
  // Templates are called with anything: only their fixed words are looked at.
  else if (typeof valeur === "function") yield* textesDe(appeler(valeur));
  else if (typeof valeur === "object" && valeur !== null) {
    for (const v of Object.values(valeur)) yield* textesDe(v);
  }
}

function appeler(fonction: unknown): unknown {
  try {
    return (fonction as (...args: unknown[]) => unknown)({ metadonnees: {} }, {}, {});
  } catch {
    return undefined;
  }
}

test("French typography: a no-break space before : ; ! ? and inside quotes", () => {
  const fautes = Object.values(modules)
    .flatMap((m) => [...textesDe(m)])
    .filter((t) => / [:;!?»]|« /.test(t));
  expect(fautes).toEqual([]);
});

test("0 and 1 are singular in French", () => {
  expect([0, 1, 2].map((n) => pluriel(n, "s", "p"))).toEqual(["s", "s", "p"]);
});

describe("D20 legal texts", () => {
  const NOMS = ["accessibilite.md", "cgu.md", "confidentialite.md", "mentions-legales.md"];
  test.each(["cej", "pass-emploi"])("%s has its four texts, to be replaced", (marque) => {
    expect(new Set(readdirSync(join(RACINE, marque)))).toEqual(new Set(NOMS));
    for (const nom of NOMS) {
      const texte = lireTexteLegal(readFileSync(join(RACINE, marque, nom), "utf8"), nom);
      expect(texte.version).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(texte.html).toContain("doit remplacer");
      expect(texte.html).not.toContain("<h1");
    }
  });

  test("the key points of a version are known apart", () => {
    const tete = "---\nversion: 2026-11-01\ntitre: T\n---\n";
    const points = "Avant\n\n## Points clés\n\n- un\n- deux\n";
    const attendus = "<ul>\n<li>un</li>\n<li>deux</li>\n</ul>\n";
    expect(lireTexteLegal(tete + points, "t.md").pointsCles).toBe(attendus);
    const suivi = lireTexteLegal(`${tete}${points}\n## 1. Objet\n\nAprès\n`, "t.md");
    expect(suivi.pointsCles).toBe(attendus);
    expect(suivi.html).toContain("Après");
    expect(lireTexteLegal(`${tete}x`, "t.md").pointsCles).toBeUndefined();
  });

  test("a text without a version is refused when the site is built", () => {
    expect(() => lireTexteLegal("---\ntitre: T\n---\nx", "t.md")).toThrow(/version/);
    expect(() => lireTexteLegal("# T", "t.md")).toThrow(/header/);
  });
});
