import { Code, type HandlerContext } from "@connectrpc/connect";
import type { GetSessionResponse } from "@/gen/passemploi/identite/v1/session_service_pb";
import type { Espace } from "@/platform/espace";
import type { Etat } from "./etat";
import { refus } from "./refus";

const espaceDe = (contexte: HandlerContext) =>
  contexte.requestHeader.get("x-pe-espace") as Espace | null;

/** What happens before every call: it is noted, it may fail, the caller is recognised. */
export class Entree {
  constructor(readonly etat: Etat) {}

  async avant(contexte: HandlerContext): Promise<void> {
    const methode = contexte.method.name;
    this.etat.appels.push(methode);
    if (this.etat.muets.has(methode)) await new Promise(() => undefined);
    const panne = this.etat.pannes.get(methode);
    if (panne) throw panne();
  }

  /** After the act, before its answer. */
  apres(contexte: HandlerContext): void {
    if (this.etat.perdues.delete(contexte.method.name)) {
      throw refus(Code.Unavailable, "BASE_INDISPONIBLE");
    }
  }

  async entrer(contexte: HandlerContext): Promise<GetSessionResponse> {
    await this.avant(contexte);
    const espace = espaceDe(contexte);
    const session = espace && this.etat.sessions[espace];
    if (!session) throw refus(Code.Unauthenticated, "JETON_INVALIDE");
    return session;
  }

  /** The space of a caller who is recognised. */
  async entrerDans(contexte: HandlerContext): Promise<Espace> {
    const session = await this.entrer(contexte);
    return session.compte.case === "beneficiaire" ? "beneficiaire" : "conseiller";
  }
}
