import type { Transport } from "@connectrpc/connect";
import type { QueryClient } from "@tanstack/react-query";
import { redirect } from "@tanstack/react-router";
import type { GetSessionResponse } from "@/gen/passemploi/identite/v1/session_service_pb";
import { porteEntree, requeteSession } from "@/domaines/identite/api";
import type { MotifConnexion } from "@/i18n/fr/connexion";
import { estNonAuthentifie, lireErreur } from "@/platform/erreurs";
import { BASE, type Espace } from "@/platform/espace";
import { estPosteAbandonne } from "@/platform/postePartage";
import { fermerSession, finDeSession, noterSessionOuverte } from "@/platform/session";
import { effacerSession } from "@/platform/stockage";
import { noterBienvenueVue } from "./beneficiaire/premierAcces";

/** What every route of a space may use. */
export interface ContexteRoutes {
  espace: Espace;
  transport: Transport;
  client: QueryClient;
}

export const MOTIF_SESSION_EXPIREE: MotifConnexion = "session-expiree";
const MOTIF_INACTIVITE: MotifConnexion = "inactivite";

interface Lieu {
  pathname: string;
  href: string;
}

/**
 * Guards every private page: no session leads to the sign-in, what is left to settle (D7)
 * leads to its page, and both come back to the page that was asked for.
 */
export async function garderSession(
  { espace, transport, client }: ContexteRoutes,
  lieu: Lieu,
): Promise<void> {
  if (espace === "beneficiaire" && estPosteAbandonne()) await fermerPosteAbandonne(espace);
  const retour = BASE[espace] + lieu.href;
  const session = await lireSession(espace, transport, client, retour);
  const porte = porteEntree(espace, session);
  if (porte !== undefined && lieu.pathname !== porte) {
    throw redirect({ to: porte, search: { retour } as never });
  }
}

/** Nothing is shown before the session is really over: a failure is the error of the page. */
async function fermerPosteAbandonne(espace: Espace): Promise<void> {
  await fermerSession(espace);
  effacerSession(espace);
  throw redirect({ to: "/connexion", search: { motif: MOTIF_INACTIVITE } as never });
}

/** For pages that anyone may open: whether the menu of the space can be around them. */
export async function estDansSonEspace({ espace, transport, client }: ContexteRoutes): Promise<boolean> {
  try {
    const session = await client.fetchQuery(requeteSession(transport));
    return porteEntree(espace, session) === undefined;
  } catch {
    // No session, or no answer: the page needs none.
    return false;
  }
}

async function lireSession(
  espace: Espace,
  transport: Transport,
  client: QueryClient,
  retour: string,
): Promise<GetSessionResponse> {
  try {
    const session = await client.fetchQuery(requeteSession(transport));
    noterSessionOuverte(espace);
    if (espace === "beneficiaire") noterBienvenueVue();
    return session;
  } catch (erreur) {
    if (!estNonAuthentifie(erreur)) throw erreur;
    const { raison } = lireErreur(erreur);
    const expiree =
      raison === "JETON_EXPIRE" ||
      raison === "SESSION_REVOQUEE" ||
      finDeSession(espace) === "expiree";
    const motif = expiree ? MOTIF_SESSION_EXPIREE : undefined;
    throw redirect({ to: "/connexion", search: { retour, motif } as never });
  }
}
