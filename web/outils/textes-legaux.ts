import { marked } from "marked";
import type { Plugin } from "vite";

export interface TexteLegal {
  version: string;
  titre: string;
  html: string;
  /** What a new version changes, for who accepted the one before. */
  pointsCles?: string;
}

/** The part of a text under its title "Points clés". */
const POINTS_CLES = /^## Points clés\n([\s\S]*?)(?=^## |$(?![\s\S]))/m;

/** Reads one Markdown file of `legal/`: a header between two `---`, then the text. */
export function lireTexteLegal(source: string, fichier: string): TexteLegal {
  const morceaux = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source);
  if (!morceaux) throw new Error(`${fichier}: no header`);
  const [, tete = "", corps = ""] = morceaux;
  const valeur = (cle: string) => {
    const trouve = new RegExp(`^${cle}:\\s*(.+)$`, "m").exec(tete)?.[1];
    if (!trouve) throw new Error(`${fichier}: "${cle}" is missing from the header`);
    return trouve.trim();
  };
  const version = valeur("version");
  if (!/^\d{4}-\d{2}-\d{2}$/.test(version)) throw new Error(`${fichier}: version is not a date`);
  const pointsCles = POINTS_CLES.exec(corps)?.[1]?.trim();
  return {
    version,
    titre: valeur("titre"),
    html: marked.parse(corps, { async: false }),
    ...(pointsCles && { pointsCles: marked.parse(pointsCles, { async: false }) }),
  };
}

/** Turns the legal texts into modules, so that the browser receives ready HTML. */
export function textesLegaux(): Plugin {
  return {
    name: "textes-legaux",
    enforce: "pre",
    transform(source, id) {
      if (!/\/legal\/[^/]+\/[^/]+\.md$/.test(id)) return undefined;
      return {
        code: `export default ${JSON.stringify(lireTexteLegal(source, id))};`,
        map: null,
        moduleType: "js",
      };
    },
  };
}
