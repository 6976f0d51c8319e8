import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { lireErreur } from "./erreurs";

const ESSAIS_SUPPLEMENTAIRES = 1;

/**
 * The cache of the reads. `surErreur` sees every failure, whatever the screen does with it:
 * it is where a lost session is noticed.
 */
export function creerClientRequetes(surErreur: (erreur: unknown) => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: surErreur }),
    mutationCache: new MutationCache({ onError: surErreur }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        refetchOnWindowFocus: true,
        // A refusal is an answer: only an absent answer is worth another try.
        retry: (essais, erreur) =>
          essais < ESSAIS_SUPPLEMENTAIRES && lireErreur(erreur).genre === "indisponible",
        retryDelay: 500,
        // The mode "online" would leave a screen loading for ever without network.
        networkMode: "always",
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}
