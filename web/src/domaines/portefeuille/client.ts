import { createClient, type Client } from "@connectrpc/connect";
import { createConnectQueryKey, useTransport } from "@connectrpc/connect-query";
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { PortefeuilleService } from "@/gen/passemploi/portefeuille/v1/portefeuille_service_pb";

export function useClient(): Client<typeof PortefeuilleService> {
  return createClient(PortefeuilleService, useTransport());
}

/** Every page of the list and every fiche are read again: after a change, or news of one. */
export function relirePortefeuille(cache: QueryClient): Promise<void> {
  return cache.invalidateQueries({
    queryKey: createConnectQueryKey({ schema: PortefeuilleService, cardinality: "finite" }),
  });
}

export function useRelire(): () => Promise<void> {
  const cache = useQueryClient();
  return () => relirePortefeuille(cache);
}

/** Read again when they are shown: what was open of a person who is gone is left alone. */
export function useRelireListes(): () => Promise<void> {
  const cache = useQueryClient();
  return () =>
    cache.invalidateQueries({
      queryKey: createConnectQueryKey({
        schema: PortefeuilleService.method.listPortefeuille,
        cardinality: "finite",
      }),
    });
}
