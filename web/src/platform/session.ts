import { Code, ConnectError, type Interceptor } from "@connectrpc/connect";
import { ecrireErrorInfo, ecrireRetryInfo } from "./details";
import { aPourRaison, estNonAuthentifie, type NomRaison } from "./erreurs";
import { entetes, type Espace } from "./espace";
import { ecrire, lire } from "./stockage";

/** Why the person has to sign in again. */
export type FinDeSession = "expiree" | "absente";

type Verrou = <T>(nom: string, agir: () => Promise<T>) => Promise<T>;

const verrouDuNavigateur: Verrou = (nom, agir) =>
  // Web Locks are absent of insecure origins: there, tabs renew on their own.
  "locks" in navigator ? navigator.locks.request(nom, agir) : agir();

const CLE_RENOUVELEE = "renouvelee-le";
const CLE_OUVERTE = "ouverte";

/** Remembers that this browser had a session, to tell "expired" from "never signed in". */
export function noterSessionOuverte(espace: Espace): void {
  ecrire("session", `${espace}.${CLE_OUVERTE}`, "oui");
}

export function finDeSession(espace: Espace): FinDeSession {
  return lire("session", `${espace}.${CLE_OUVERTE}`) === "oui" ? "expiree" : "absente";
}

/** The limit of the sign-ins, in the words of a call: the pages know how to show it. */
function quotaAtteint(reponse: Response): ConnectError {
  const refus = new ConnectError("too many renewals", Code.ResourceExhausted);
  refus.details.push(ecrireErrorInfo("QUOTA_CONNEXIONS" satisfies NomRaison));
  const attente = reponse.headers.get("retry-after") ?? "";
  if (/^\d+$/.test(attente)) refus.details.push(ecrireRetryInfo(Number(attente)));
  return refus;
}

async function demander(espace: Espace): Promise<Response> {
  try {
    return await fetch(`/auth/${espace}/renouveler`, { method: "POST", headers: entetes(espace) });
  } catch (cause) {
    throw new ConnectError("no answer to the renewal", Code.Unavailable, undefined, undefined, cause);
  }
}

/**
 * Renews the session of the space: one request at a time for all the tabs. A tab that waited
 * for another one uses the session that the other has just renewed. False when the session is
 * over, which only a 401 says: any other answer is an outage of the call that needed it.
 */
export async function renouveler(
  espace: Espace,
  depuis: number,
  verrou: Verrou = verrouDuNavigateur,
): Promise<boolean> {
  return verrou(`pass-emploi.renouveler.${espace}`, async () => {
    const derniere = Number(lire("session", `${espace}.${CLE_RENOUVELEE}`) ?? 0);
    if (derniere > depuis) return true;
    const reponse = await demander(espace);
    if (reponse.status === 401) return false;
    if (reponse.status === 429) throw quotaAtteint(reponse);
    if (reponse.status !== 204) {
      throw new ConnectError(`renewal answered ${reponse.status}`, Code.Unavailable);
    }
    ecrire("session", `${espace}.${CLE_RENOUVELEE}`, String(Date.now()));
    return true;
  });
}

/** Adds the header of the space; renews an expired session once, then calls again. */
export function intercepteurSession(espace: Espace): Interceptor {
  return (suite) => async (requete) => {
    for (const [nom, valeur] of Object.entries(entetes(espace))) requete.header.set(nom, valeur);
    const debut = Date.now();
    try {
      return await suite(requete);
    } catch (erreur) {
      if (!estNonAuthentifie(erreur) || !aPourRaison(erreur, "JETON_EXPIRE")) throw erreur;
      if (!(await renouveler(espace, debut))) throw erreur;
      return await suite(requete);
    }
  };
}

/** Signs out. Fails when the server did not confirm: the session may still be open. */
export async function fermerSession(espace: Espace): Promise<void> {
  const reponse = await fetch(`/auth/${espace}/deconnexion`, {
    method: "POST",
    headers: entetes(espace),
  });
  if (reponse.status !== 204) throw new Error(`sign-out answered ${reponse.status}`);
}
