// Fails when the first load of a front, or what a page adds to it, is heavier than its budget
// (gzip, in kB).
import { readFileSync, readdirSync, statSync } from "node:fs";
import { gzipSync } from "node:zlib";

const DIST = new URL("../dist/", import.meta.url);
const BUDGET = { js: 190, css: 50, polices: 130, contrat: 15, page: 20 };

const lire = (chemin) => readFileSync(new URL(chemin, DIST));
const poids = (chemin) => gzipSync(lire(chemin)).length / 1024;
const somme = (fichiers) => fichiers.reduce((total, f) => total + poids(f), 0);

const fichiers = readdirSync(new URL("assets/", DIST)).map((nom) => `assets/${nom}`);
const modules = fichiers.filter((f) => f.endsWith(".js"));

/** Files that a module needs before it can run. */
function dependances(module, vues = new Set()) {
  if (vues.has(module)) return vues;
  vues.add(module);
  const code = lire(module).toString();
  for (const [, cible] of code.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) {
    dependances(`assets/${cible}`, vues);
  }
  return vues;
}

let echecs = 0;
function verifier(quoi, mesure, limite) {
  const depasse = mesure > limite;
  if (depasse) echecs += 1;
  console.log(`${depasse ? "TOO HEAVY" : "ok       "} ${quoi}: ${mesure.toFixed(1)} / ${limite} kB`);
}

const charges = new Set();
for (const page of ["index", "conseiller", "beneficiaire"]) {
  const html = lire(`${page}.html`).toString();
  const entrees = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, f]) => f);
  const premiers = new Set(entrees.flatMap((f) => [...dependances(f)]));
  for (const f of premiers) charges.add(f);
  const css = [...html.matchAll(/href="\/(assets\/[^"]+\.css)"/g)].map(([, f]) => f);
  verifier(`${page}: first JavaScript`, somme([...premiers]), BUDGET.js);
  verifier(`${page}: CSS`, somme(css), BUDGET.css);
}

// Regular, Medium and Bold are the weights that the pages use; woff2 is already compressed.
const polices = fichiers.filter((f) => /Marianne-(Regular|Medium|Bold)-[^/]+\.woff2$/.test(f));
const octets = polices.reduce((total, f) => total + statSync(new URL(f, DIST)).size, 0);
verifier("fonts of a page", octets / 1024, BUDGET.polices);

// What the pages of a domain share, its contract above all, is loaded with the first of them.
for (const contrat of modules.filter((m) => /\/api-[^/]+$/.test(m) && !charges.has(m))) {
  const propres = [...dependances(contrat)].filter((f) => !charges.has(f));
  verifier(`contract of a domain ${contrat.replace("assets/", "")}`, somme(propres), BUDGET.contrat);
  for (const f of propres) charges.add(f);
}

for (const module of modules.filter((m) => !charges.has(m))) {
  const propres = [...dependances(module)].filter((f) => !charges.has(f));
  const taille = somme(propres);
  if (taille > 5) verifier(`page ${module.replace("assets/", "")}`, taille, BUDGET.page);
}
process.exit(echecs === 0 ? 0 : 1);
