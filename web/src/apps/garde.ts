import type { Transport } from "@connectrpc/connect";
import type { QueryClient } from "@tanstack/react-query";
import { redirect } from "@tanstack/react-router";
import type { GetSessionResponse } from "@/gen/passemploi/identite/v1/session_service_pb";
import { requeteSession } from "@/domaines/identite/api";
import { estNonAuthentifie, lireErreur } from "@/platform/erreurs";
import { BASE, type Espace } from "@/platform/espace";
import { finDeSession, noterSessionOuverte } from "@/platform/session";

/** What every route of a space may use. */
export interface ContexteRoutes {
  espace: Espace;
  transport: Transport;
  client: QueryClient;
}

export const MOTIF_SESSION_EXPIREE = "session-expiree";
const CGU = "/cgu";

interface Lieu {
  pathname: string;
  href: string;
}

/**
 * Guards every private page: no session leads to the sign-in, unsigned conditions lead to
 * them, and both come back to the page that was asked for.
 */
export async function garderSession(
  { espace, transport, client }: ContexteRoutes,
  lieu: Lieu,
): Promise<void> {
  const retour = BASE[espace] + lieu.href;
  const session = await lireSession(espace, transport, client, retour);
  if (session.cguASigner !== undefined && lieu.pathname !== CGU) {
    throw redirect({ to: CGU, search: { retour } as never });
  }
}

/** For pages that anyone may open: whether the menu of the space can be around them. */
export async function estDansSonEspace({ transport, client }: ContexteRoutes): Promise<boolean> {
  try {
    const session = await client.fetchQuery(requeteSession(transport));
    return session.cguASigner === undefined;
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
