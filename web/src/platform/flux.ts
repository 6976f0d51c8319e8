/**
 * One stream for all the tabs of a browser. Over HTTP/1.1 a browser opens six connections to a
 * host: a stream per tab would leave none for the calls. One tab holds the stream and tells
 * the others; when it closes, another one takes over.
 */
export interface Flux<T> {
  /** Shared by the tabs. */
  nom: string;
  ouvrir: (signal: AbortSignal) => AsyncIterable<T>;
  /** Called in every tab. A message must survive a structured clone. */
  recevoir: (message: T) => void;
  /** The stream failed: whether opening it again makes sense. */
  reprendre: (erreur: unknown) => Promise<boolean>;
}

/** The server speaks every 15 s at least: a cut network raises no error, only silence. */
const SILENCE_MS = 35_000;
const ATTENTE_MIN_MS = 500;
const ATTENTE_MAX_MS = 30_000;

/** Twice as long after each failure, not at the same instant for everybody. */
export function attente(echecs: number, hasard = Math.random()): number {
  const duree = Math.min(ATTENTE_MIN_MS * 2 ** echecs, ATTENTE_MAX_MS);
  return duree * (0.75 + hasard / 2);
}

/** Follows the stream until the returned function is called. */
export function suivreFlux<T>(flux: Flux<T>): () => void {
  // Without locks (insecure origins) tabs cannot agree: they read again on focus.
  if (!("locks" in navigator)) return () => undefined;
  const arret = new AbortController();
  const canal = new BroadcastChannel(flux.nom);
  canal.addEventListener("message", ({ data }) => flux.recevoir(data as T));
  const diffuser = (message: T) => {
    flux.recevoir(message);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- not a window
    canal.postMessage(message);
  };
  navigator.locks
    .request(flux.nom, { signal: arret.signal }, () => tenirFlux(flux, diffuser, arret.signal))
    // Stopped while waiting for its turn.
    .catch(() => undefined);
  return () => {
    arret.abort();
    canal.close();
  };
}

/** Keeps the stream open: silence, error and end all lead to another try. */
export async function tenirFlux<T>(
  { ouvrir, reprendre }: Pick<Flux<T>, "ouvrir" | "reprendre">,
  diffuser: (message: T) => void,
  arret: AbortSignal,
): Promise<void> {
  let echecs = 0;
  while (!arret.aborted) {
    const essai = new AbortController();
    const arreter = () => essai.abort();
    arret.addEventListener("abort", arreter, { once: true });
    let garde = setTimeout(arreter, SILENCE_MS);
    try {
      for await (const message of ouvrir(essai.signal)) {
        clearTimeout(garde);
        garde = setTimeout(arreter, SILENCE_MS);
        echecs = 0;
        if (!arret.aborted) diffuser(message);
      }
    } catch (erreur) {
      if (arret.aborted || (!essai.signal.aborted && !(await reprendre(erreur)))) return;
    } finally {
      clearTimeout(garde);
      arret.removeEventListener("abort", arreter);
    }
    await patienter(attente(echecs), arret);
    echecs += 1;
  }
}

/** Waits; a network that is back, or a page that is looked at again, ends the wait. */
function patienter(duree: number, arret: AbortSignal): Promise<void> {
  return new Promise((fini) => {
    const finir = () => {
      clearTimeout(minuteur);
      removeEventListener("online", finir);
      document.removeEventListener("visibilitychange", finir);
      arret.removeEventListener("abort", finir);
      fini();
    };
    const minuteur = setTimeout(finir, duree);
    addEventListener("online", finir);
    document.addEventListener("visibilitychange", finir);
    arret.addEventListener("abort", finir);
    if (arret.aborted) finir();
  });
}
