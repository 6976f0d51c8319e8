import { useEffect } from "react";
import { createClient, type Transport } from "@connectrpc/connect";
import { createConnectQueryKey, useInfiniteQuery, useQuery, useTransport } from "@connectrpc/connect-query";
import {
  useMutation,
  useQuery as useRequete,
  useQueryClient,
  type QueryClient,
} from "@tanstack/react-query";
import { NotificationsService } from "@/gen/passemploi/communication/v1/notifications_service_pb";
import type { Espace } from "@/platform/espace";
import { suivreFlux } from "@/platform/flux";
import { reprendre } from "./reprise";

const PAGE = 20;
const AVIS_MAX = 10;
const AVIS_MS = 60_000;
const CLE_NON_LUES = ["notifications", "non-lues"];

const { listNotifications } = NotificationsService.method;

/** The notifications, page after page. */
export function useNotifications() {
  return useInfiniteQuery(
    listNotifications,
    { pageSize: PAGE, pageToken: "" },
    { pageParamKey: "pageToken", getNextPageParam: (page) => page.nextPageToken || undefined },
  );
}

/** What a conseiller is told: a few at a time, the others follow as they are dismissed. */
export function useAvis() {
  return useQuery(
    listNotifications,
    { pageSize: AVIS_MAX, nonLuesSeulement: true },
    { refetchInterval: AVIS_MS, select: ({ notifications }) => notifications },
  );
}

export function useNonLues() {
  const client = createClient(NotificationsService, useTransport());
  return useRequete({
    queryKey: CLE_NON_LUES,
    queryFn: async () => (await client.listNotifications({ pageSize: 1 })).nonLues,
  });
}

function relireListes(cache: QueryClient): Promise<void> {
  // Whole lists and pages alike.
  const queryKey = createConnectQueryKey({ schema: listNotifications, cardinality: undefined });
  return cache.invalidateQueries({ queryKey });
}

/** The lists of notifications are read again when the number of unread ones is another. */
function noterNonLues(cache: QueryClient, nonLues: number): void {
  const ancien = cache.getQueryData<number>(CLE_NON_LUES);
  cache.setQueryData(CLE_NON_LUES, nonLues);
  if (ancien !== undefined && ancien !== nonLues) void relireListes(cache);
}

/** Marks some as read, or all of them. */
export function useMarquerLues() {
  const client = createClient(NotificationsService, useTransport());
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (quoi: { ids: string[] } | { toutes: true }) =>
      client.markNotificationsLues(quoi),
    onSuccess: ({ nonLues }) => {
      cache.setQueryData(CLE_NON_LUES, nonLues);
      return relireListes(cache);
    },
  });
}

/** Unread ones, and whether something that is shown may have changed. */
interface Nouvelle {
  nonLues: number;
  changement: boolean;
}

async function* compter(transport: Transport, signal: AbortSignal): AsyncIterable<Nouvelle> {
  const client = createClient(NotificationsService, transport);
  // No deadline: the stream lasts as long as the page.
  const options = { signal, timeoutMs: 0 };
  for await (const { nonLues, changement } of client.watchNotifications({}, options)) {
    yield { nonLues, changement };
  }
}

/**
 * Keeps the number of unread ones fresh, by one stream for all the tabs of a space.
 * `surNouvelle` is called when something that is shown may have changed.
 */
export function useSuivreNotifications(espace: Espace, surNouvelle?: (cache: QueryClient) => unknown): void {
  const transport = useTransport();
  const cache = useQueryClient();
  useEffect(
    () =>
      suivreFlux<Nouvelle>({
        nom: `pass-emploi.flux.notifications.${espace}`,
        ouvrir: (signal) => compter(transport, signal),
        recevoir: ({ nonLues, changement }) => {
          noterNonLues(cache, nonLues);
          if (changement) void surNouvelle?.(cache);
        },
        reprendre: (erreur) =>
          reprendre(espace, () => void cache.invalidateQueries({ queryKey: CLE_NON_LUES }), erreur),
      }),
    [espace, transport, cache, surNouvelle],
  );
}

export { useAppareil, useRafraichirAppareil, type EtatAppareil } from "./appareil";
