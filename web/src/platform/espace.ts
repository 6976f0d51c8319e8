/** The two spaces served on one origin, each with its own cookie. */
export type Espace = "conseiller" | "beneficiaire";

/** Where each space lives. */
export const BASE: Record<Espace, string> = {
  conseiller: "/conseiller",
  beneficiaire: "/app",
};

/** The header selects the cookie of the space; no cross-site form can send it. */
export function entetes(espace: Espace): Record<string, string> {
  return { "x-pe-espace": espace };
}
