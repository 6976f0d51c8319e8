import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import type { Espace } from "@/platform/espace";
import { nadia, sophie, theo } from "./distribution";
import { services, type Etat } from "./services";

const DIST = new URL("../../dist/", import.meta.url).pathname;

/** The policy of the gateway: what it would refuse must fail here too. */
const CSP =
  "default-src 'self'; img-src 'self' data:; style-src-elem 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

export interface Doublure {
  url: string;
  arreter: () => Promise<void>;
}

function page(chemin: string): string | undefined {
  const dans = (base: string) => chemin === base || chemin.startsWith(`${base}/`);
  if (dans("/conseiller")) return "conseiller.html";
  if (dans("/app")) return "beneficiaire.html";
  if (chemin === "/" || chemin.startsWith("/legal/")) return "index.html";
  if (chemin === "/notifications.js") return "notifications.js";
  return chemin.startsWith("/assets/") ? normalize(chemin).slice(1) : undefined;
}

async function servir(chemin: string, reponse: ServerResponse): Promise<void> {
  const fichier = page(chemin);
  const contenu = fichier && (await readFile(join(DIST, fichier)).catch(() => undefined));
  if (!fichier || !contenu) {
    reponse.writeHead(404).end();
    return;
  }
  reponse.writeHead(200, {
    "content-type": TYPES[extname(fichier)] ?? "application/octet-stream",
    "content-security-policy": CSP,
  });
  reponse.end(contenu);
}

/** The sign-in routes, without a provider: the entry decides who comes in. */
function authentifier(etat: Etat, requete: IncomingMessage, reponse: ServerResponse): boolean {
  const url = new URL(requete.url ?? "/", "http://doublure");
  const [, racine, espace, acte, entree = ""] = url.pathname.split("/");
  if (racine !== "auth") return false;
  const space = espace as Espace;
  if (acte === "connexion") {
    const personne = { "pe-conseiller": sophie, "similo-conseiller": nadia }[entree] ?? theo;
    etat.sessions[space] = personne();
    reponse.writeHead(302, { location: url.searchParams.get("retour") ?? "/" }).end();
  } else if (acte === "deconnexion") {
    delete etat.sessions[space];
    reponse.writeHead(204).end();
  } else reponse.writeHead(401).end();
  return true;
}

/**
 * A stand-in for the gateway: the built site and the contract, answered from memory. It makes
 * reachable the states that are hard to provoke for real.
 */
export async function demarrerDoublure(etat: Etat, port = 0): Promise<Doublure> {
  const rpc = connectNodeAdapter({ routes: services(etat) });
  const serveur = createServer((requete, reponse) => {
    const chemin = new URL(requete.url ?? "/", "http://doublure").pathname;
    if (authentifier(etat, requete, reponse)) return;
    if (chemin.startsWith("/passemploi.")) rpc(requete, reponse);
    else void servir(chemin, reponse);
  });
  await new Promise<void>((pret) => serveur.listen(port, "127.0.0.1", pret));
  const adresse = serveur.address();
  if (adresse === null || typeof adresse === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${adresse.port}`,
    arreter: () =>
      new Promise((fini) => {
        serveur.closeAllConnections();
        serveur.close(() => fini());
      }),
  };
}
