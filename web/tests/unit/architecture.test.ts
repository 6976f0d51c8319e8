import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";

const SRC = new URL("../../src/", import.meta.url).pathname;

interface Source {
  chemin: string;
  couche: string;
  domaine: string | undefined;
  texte: string;
}

const sources: Source[] = readdirSync(SRC, { recursive: true, withFileTypes: true })
  .filter((f) => f.isFile() && /\.tsx?$/.test(f.name))
  .map((f) => {
    const complet = join(f.parentPath, f.name);
    const chemin = relative(SRC, complet);
    const [couche = "", domaine] = chemin.split("/");
    return {
      chemin,
      couche,
      domaine: couche === "domaines" ? domaine : undefined,
      texte: readFileSync(complet, "utf8"),
    };
  })
  .filter((s) => s.couche !== "gen");

const PERMIS: Record<string, string[]> = {
  platform: ["gen", "platform"],
  i18n: ["gen", "i18n", "platform", "ui"],
  ui: ["i18n", "platform", "ui"],
  domaines: ["gen", "i18n", "platform", "ui", "domaines"],
  apps: ["gen", "i18n", "platform", "ui", "domaines", "apps"],
};

const importsDe = (texte: string) =>
  [...texte.matchAll(/(?:from|import)\s*\(?\s*"@\/([^"]+)"/g)].map(([, cible = ""]) => cible);

describe("layers", () => {
  test("imports point down only", () => {
    const fautes = sources.flatMap(({ chemin, couche, texte }) =>
      importsDe(texte)
        .filter((cible) => !PERMIS[couche]?.includes(cible.split("/")[0] ?? ""))
        .map((cible) => `${chemin} -> ${cible}`),
    );
    expect(fautes).toEqual([]);
  });

  test("a domain knows another one by its api only", () => {
    const fautes = sources.flatMap(({ chemin, domaine, texte }) =>
      importsDe(texte)
        .filter((cible) => cible.startsWith("domaines/") && domaine !== undefined)
        .filter((cible) => cible.split("/")[1] !== domaine && !cible.endsWith("/api"))
        .map((cible) => `${chemin} -> ${cible}`),
    );
    expect(fautes).toEqual([]);
  });

  test("the design system stays behind src/ui: no import, no class, no domain word there", () => {
    for (const { chemin, couche, texte } of sources) {
      if (couche === "ui") {
        expect(texte, chemin).not.toMatch(/from "@\/(gen|domaines|apps)/);
        continue;
      }
      expect(texte, chemin).not.toMatch(/@codegouvfr|className=|["'` ]fr-(?!icon-)[a-z]/);
    }
  });

  test("files stay small", () => {
    for (const { chemin, texte } of sources) {
      expect(texte.split("\n").length, chemin).toBeLessThanOrEqual(500);
    }
  });
});
