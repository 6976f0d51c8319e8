import type { GetSessionResponse } from "@/gen/passemploi/identite/v1/session_service_pb";
import type { Espace } from "@/platform/espace";
import { ecrire, effacer, lire } from "@/platform/stockage";
import { emailManquant } from "./modele";

/** What a person settles before any page, in this order. */
export type EtapeEntree = "cgu" | "visite" | "email" | "lieu";

const CLE_EMAIL_SIGNALE = "conseiller.email-signale";

/** The first step that is left, none when the pages are open. */
export function etapeEntree(
  session: GetSessionResponse,
  emailSignale: boolean,
): EtapeEntree | undefined {
  if (session.cguASigner !== undefined) return "cgu";
  if (session.compte.case !== "conseiller") return undefined;
  const { visiteAFaire, lieuAChoisir } = session.compte.value;
  if (visiteAFaire) return "visite";
  if (emailManquant(session) && !emailSignale) return "email";
  return lieuAChoisir ? "lieu" : undefined;
}

/** The address where it is settled. */
const PORTES: Record<Espace, string> = { conseiller: "/bienvenue", beneficiaire: "/cgu" };

export function porteEntree(espace: Espace, session: GetSessionResponse): string | undefined {
  const etape = etapeEntree(session, estEmailSignale(session.id));
  return etape && PORTES[espace];
}

/** The missing e-mail is said once a sign-in: it blocks nothing. */
export function estEmailSignale(compte: string): boolean {
  return lire("session", CLE_EMAIL_SIGNALE) === compte;
}

export function noterEmailSignale(compte: string): void {
  ecrire("session", CLE_EMAIL_SIGNALE, compte);
}

export function oublierEmailSignale(): void {
  effacer("session", CLE_EMAIL_SIGNALE);
}
