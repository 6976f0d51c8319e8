import type { Transport } from "@connectrpc/connect";
import { createGrpcWebTransport } from "@connectrpc/connect-web";
import type { Espace } from "./espace";
import { intercepteurSession } from "./session";

const DELAI_MS = 10_000;

/** Deadline of the calls that wait for a partner. */
export const DELAI_PARTENAIRE_MS = 30_000;

export function creerTransport(espace: Espace): Transport {
  return createGrpcWebTransport({
    baseUrl: location.origin,
    useBinaryFormat: true,
    defaultTimeoutMs: DELAI_MS,
    interceptors: [intercepteurSession(espace)],
  });
}
