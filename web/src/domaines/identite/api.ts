import { createClient, type Transport } from "@connectrpc/connect";
import {
  createConnectQueryKey,
  createQueryOptions,
  useQuery,
  useTransport,
} from "@connectrpc/connect-query";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ProfilService } from "@/gen/passemploi/identite/v1/profil_service_pb";
import {
  SessionService,
  type GetSessionResponse,
} from "@/gen/passemploi/identite/v1/session_service_pb";

/** The session is read once and kept: routes ask for it before every page. */
export function requeteSession(transport: Transport) {
  return {
    ...createQueryOptions(SessionService.method.getSession, {}, { transport }),
    staleTime: Infinity,
    gcTime: Infinity,
  };
}

/** For pages behind the sign-in only: their route has loaded the session. */
export function useSession(): GetSessionResponse {
  const { data } = useQuery(SessionService.method.getSession, {}, { staleTime: Infinity });
  if (!data) throw new Error("no session on a private page");
  return data;
}

export function useSignerCgu() {
  const client = createClient(ProfilService, useTransport());
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (version: string) => client.signCgu({ version }),
    onSuccess: () =>
      cache.refetchQueries({
        queryKey: createConnectQueryKey({
          schema: SessionService.method.getSession,
          cardinality: "finite",
        }),
      }),
  });
}

/** The reason can be read once only: never asked again. */
export function useErreurConnexion(id: string | undefined) {
  return useQuery(
    SessionService.method.getErreurConnexion,
    { id: id ?? "" },
    {
      enabled: id !== undefined,
      staleTime: Infinity,
      gcTime: Infinity,
      refetchOnWindowFocus: false,
      retry: false,
    },
  );
}

export function useProfilBeneficiaire() {
  return useQuery(ProfilService.method.getProfilBeneficiaire, {});
}

export {
  accompagneParFranceTravail,
  cleMarque,
  lieuConseiller,
  modeCreation,
  montreSituations,
  type ModeCreation,
} from "./modele";
