import type { MessageInitShape } from "@bufbuild/protobuf";
import { createClient, type Transport } from "@connectrpc/connect";
import {
  createConnectQueryKey,
  createQueryOptions,
  useQuery,
  useTransport,
} from "@connectrpc/connect-query";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import {
  ProfilService,
  type GetPreferencesResponse,
  type Preference,
  type UpdateProfilConseillerRequestSchema,
} from "@/gen/passemploi/identite/v1/profil_service_pb";
import { ReferentielService } from "@/gen/passemploi/identite/v1/referentiel_service_pb";
import {
  SessionService,
  type GetSessionResponse,
} from "@/gen/passemploi/identite/v1/session_service_pb";

const REFERENTIEL_MS = 5 * 60_000;

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

/** What the session says changed: guards and shell read it again. */
function useRelireSession() {
  const cache = useQueryClient();
  return () =>
    cache.refetchQueries({
      queryKey: createConnectQueryKey({
        schema: SessionService.method.getSession,
        cardinality: "finite",
      }),
    });
}

export function useSignerCgu() {
  const client = createClient(ProfilService, useTransport());
  const relire = useRelireSession();
  return useMutation({
    mutationFn: (version: string) => client.signCgu({ version }),
    onSuccess: relire,
  });
}

export function useProfilConseiller() {
  return useQuery(ProfilService.method.getProfilConseiller, {});
}

/** What a bénéficiaire wants to be told, and what he shares. */
export function usePreferences() {
  return useQuery(ProfilService.method.getPreferences, {});
}

export type ChoixPreference = Pick<Preference, "categorie" | "push" | "mail">;

const CLE_PREFERENCES = ["preferences"];

/** Changes what the cache holds at once, and says how to come back. */
function usePreferencesOptimistes() {
  const transport = useTransport();
  const cache = useQueryClient();
  const schema = ProfilService.method.getPreferences;
  const cle = createConnectQueryKey({ schema, input: {}, transport, cardinality: "finite" });
  return {
    poser: async (changer: (lues: GetPreferencesResponse) => GetPreferencesResponse) => {
      await cache.cancelQueries({ queryKey: cle });
      cache.setQueryData(cle, (lues) => lues && changer(lues));
    },
    /** The last of several changes reads what the server kept. */
    finir: () =>
      cache.isMutating({ mutationKey: CLE_PREFERENCES }) === 1
        ? cache.invalidateQueries({ queryKey: cle })
        : undefined,
  };
}

/** One category; a refusal puts it back as it was (UB-17). */
export function useChangerPreference() {
  const client = createClient(ProfilService, useTransport());
  const { poser, finir } = usePreferencesOptimistes();
  const remplacer = (choix: ChoixPreference) =>
    poser((lues) => ({
      ...lues,
      preferences: lues.preferences.map((p) =>
        p.categorie === choix.categorie ? { ...p, ...choix } : p,
      ),
    }));
  return useMutation({
    mutationKey: CLE_PREFERENCES,
    scope: { id: "preferences" },
    mutationFn: ({ voulu }: { avant: ChoixPreference; voulu: ChoixPreference }) =>
      client.updatePreferences({ preferences: [voulu] }),
    onMutate: ({ voulu }) => remplacer(voulu),
    onError: (_, { avant }) => remplacer(avant),
    onSettled: finir,
  });
}

/** Whether the conseiller sees the favoris. */
export function useChangerPartage() {
  const client = createClient(ProfilService, useTransport());
  const { poser, finir } = usePreferencesOptimistes();
  const remplacer = (partageFavoris: boolean) => poser((lues) => ({ ...lues, partageFavoris }));
  return useMutation({
    mutationKey: CLE_PREFERENCES,
    scope: { id: "preferences" },
    mutationFn: (partageFavoris: boolean) => client.updatePartage({ partageFavoris }),
    onMutate: remplacer,
    onError: (_, voulu) => remplacer(!voulu),
    onSettled: finir,
  });
}

export type ChangementProfil = Omit<
  MessageInitShape<typeof UpdateProfilConseillerRequestSchema>,
  "$typeName"
>;

export function useModifierProfil() {
  const transport = useTransport();
  const client = createClient(ProfilService, transport);
  const cache = useQueryClient();
  const relire = useRelireSession();
  return useMutation({
    mutationFn: (changement: ChangementProfil) => client.updateProfilConseiller(changement),
    onSuccess: ({ profil }) => {
      const schema = ProfilService.method.getProfilConseiller;
      cache.setQueryData(
        createConnectQueryKey({ schema, input: {}, transport, cardinality: "finite" }),
        profil,
      );
      return relire();
    },
  });
}

export interface RechercheLieu {
  recherche: string;
  departement: string;
}

/** Agences of the family of the conseiller, or Missions Locales; nothing is read before a search. */
export function useLieux(missionLocale: boolean, recherche: RechercheLieu | undefined) {
  const demande = recherche ?? { recherche: "", departement: "" };
  const lire = recherche !== undefined;
  const agences = useQuery(ReferentielService.method.listAgences, demande, {
    enabled: lire && !missionLocale,
    staleTime: REFERENTIEL_MS,
    select: (reponse) => ({ lieux: reponse.agences, total: reponse.totalSize }),
  });
  const missions = useQuery(ReferentielService.method.listMissionsLocales, demande, {
    enabled: lire && missionLocale,
    staleTime: REFERENTIEL_MS,
    select: (reponse) => ({ lieux: reponse.missionsLocales, total: reponse.totalSize }),
  });
  return missionLocale ? missions : agences;
}

export function useSessions() {
  return useQuery(SessionService.method.listSessions, {});
}

export function useFermerSession() {
  const client = createClient(SessionService, useTransport());
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (session: { id: string; nom: string }) =>
      client.revokeSession({ sessionId: session.id }),
    onSettled: () =>
      cache.invalidateQueries({
        queryKey: createConnectQueryKey({
          schema: SessionService.method.listSessions,
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

export { etapeEntree, porteEntree, type EtapeEntree } from "./entree";
export {
  accompagneParFranceTravail,
  attesteAge,
  cleMarque,
  emailManquant,
  estDeMissionLocale,
  expediteurActivation,
  jourMigration,
  lieuConseiller,
  litEtablissement,
  modeCreation,
  montreSituations,
  suitDesDemarches,
  type ModeCreation,
} from "./modele";
