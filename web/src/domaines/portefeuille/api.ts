import { createClient } from "@connectrpc/connect";
import { createConnectQueryKey, useInfiniteQuery, useQuery, useTransport } from "@connectrpc/connect-query";
import { keepPreviousData, useMutation, useQueryClient } from "@tanstack/react-query";
import { PortefeuilleService } from "@/gen/passemploi/portefeuille/v1/portefeuille_service_pb";
import { DELAI_PARTENAIRE_MS } from "@/platform/transport";
import { requeteConsultations, type FiltreConsultations } from "./consultations";
import { requeteListe, type RechercheListe } from "./liste";

/** The list shows an activation or an i-milo answer without a reload. */
const RAFRAICHISSEMENT_MS = 15_000;

export function usePortefeuille(recherche: RechercheListe) {
  return useQuery(PortefeuilleService.method.listPortefeuille, requeteListe(recherche), {
    placeholderData: keepPreviousData,
    refetchInterval: RAFRAICHISSEMENT_MS,
  });
}

export function useFiche(beneficiaireId: string) {
  return useQuery(
    PortefeuilleService.method.getFiche,
    { beneficiaireId },
    { refetchInterval: RAFRAICHISSEMENT_MS },
  );
}

/** Who read a file, page after page; empty id: the person himself asks. */
export function useConsultations(beneficiaireId: string, filtre: FiltreConsultations) {
  return useInfiniteQuery(
    PortefeuilleService.method.whoReadBeneficiaire,
    requeteConsultations(beneficiaireId, filtre),
    {
      pageParamKey: "pageToken",
      getNextPageParam: (page) => page.nextPageToken || undefined,
      placeholderData: keepPreviousData,
    },
  );
}

function useClient() {
  return createClient(PortefeuilleService, useTransport());
}

/** Every page of the list and every fiche are read again. */
function useInvalider() {
  const cache = useQueryClient();
  return () =>
    cache.invalidateQueries({
      queryKey: createConnectQueryKey({ schema: PortefeuilleService, cardinality: "finite" }),
    });
}

export function useVerifierEmail() {
  const client = useClient();
  return useMutation({ mutationFn: (email: string) => client.checkEmail({ email }) });
}

export interface CreationEmail {
  requestId: string;
  prenom: string;
  nom: string;
  email: string;
}

export function useCreerParEmail() {
  const client = useClient();
  const invalider = useInvalider();
  return useMutation({
    mutationFn: (creation: CreationEmail) => client.createBeneficiaireFt(creation),
    onSuccess: invalider,
  });
}

/** Reading a dossier is journaled and counted: never repeated by itself. */
export function useLireDossier() {
  const client = useClient();
  return useMutation({
    mutationFn: (numero: string) =>
      client.getDossierImilo({ numero }, { timeoutMs: DELAI_PARTENAIRE_MS }),
  });
}

export interface CreationDossier {
  requestId: string;
  numero: string;
  dispositif: number;
  peutVoirComptage: boolean;
  surcharge: boolean;
}

export function useCreerParDossier() {
  const client = useClient();
  const invalider = useInvalider();
  return useMutation({
    mutationFn: (creation: CreationDossier) =>
      client.createBeneficiaireMilo(creation, { timeoutMs: DELAI_PARTENAIRE_MS }),
    onSuccess: invalider,
  });
}

export function useReprendreCreation() {
  const client = useClient();
  const invalider = useInvalider();
  return useMutation({
    mutationFn: (beneficiaireId: string) =>
      client.resumeCreation({ beneficiaireId }, { timeoutMs: DELAI_PARTENAIRE_MS }),
    onSettled: invalider,
  });
}
