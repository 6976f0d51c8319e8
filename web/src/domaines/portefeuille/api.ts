import { useInfiniteQuery, useQuery } from "@connectrpc/connect-query";
import { keepPreviousData, useMutation } from "@tanstack/react-query";
import type { Structure } from "@/gen/passemploi/identite/v1/structure_pb";
import { PortefeuilleService } from "@/gen/passemploi/portefeuille/v1/portefeuille_service_pb";
import { DELAI_PARTENAIRE_MS } from "@/platform/transport";
import { useClient, useRelire } from "./client";
import { requeteConsultations, type FiltreConsultations } from "./consultations";
import { rechercheComplete, requeteEtablissement, type RechercheEtablissement } from "./etablissement";
import { requeteListe, type RechercheListe } from "./liste";

/** The list shows an activation or an i-milo answer without a reload. */
const RAFRAICHISSEMENT_MS = 15_000;
const REFERENTIEL_MS = 5 * 60_000;

const { method } = PortefeuilleService;

export function usePortefeuille(recherche: RechercheListe) {
  return useQuery(method.listPortefeuille, requeteListe(recherche), {
    placeholderData: keepPreviousData,
    refetchInterval: RAFRAICHISSEMENT_MS,
  });
}

export function useFiche(beneficiaireId: string) {
  return useQuery(
    method.getFiche,
    { beneficiaireId },
    { refetchInterval: RAFRAICHISSEMENT_MS },
  );
}

export function useHistorique(beneficiaireId: string) {
  return useQuery(method.listHistoriqueConseillers, { beneficiaireId });
}

/** The motives of the structure of a person; read when a form needs them. */
export function useMotifs(structure: Structure, lire: boolean) {
  return useQuery(method.listMotifsSuppression, { structure }, { enabled: lire, staleTime: REFERENTIEL_MS });
}

/** Nothing is asked before two characters are there. */
export function useEtablissement(recherche: RechercheEtablissement) {
  return useQuery(method.searchEtablissement, requeteEtablissement(recherche), {
    enabled: rechercheComplete(recherche),
    placeholderData: keepPreviousData,
  });
}

/** Where the entry from i-milo leads (D12). */
export function useTrouverDossier(numero: string, lire: boolean) {
  return useQuery(method.findDossierImilo, { numero }, { enabled: lire, gcTime: 0 });
}

/** Who read a file, page after page; empty id: the person himself asks. */
export function useConsultations(beneficiaireId: string, filtre: FiltreConsultations) {
  return useInfiniteQuery(
    method.whoReadBeneficiaire,
    requeteConsultations(beneficiaireId, filtre),
    {
      pageParamKey: "pageToken",
      getNextPageParam: (page) => page.nextPageToken || undefined,
      placeholderData: keepPreviousData,
    },
  );
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
  quinzeAnsOuPlus: boolean;
}

export function useCreerParEmail() {
  const client = useClient();
  return useMutation({
    mutationFn: (creation: CreationEmail) => client.createBeneficiaireFt(creation),
    onSuccess: useRelire(),
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
  return useMutation({
    mutationFn: (creation: CreationDossier) =>
      client.createBeneficiaireMilo(creation, { timeoutMs: DELAI_PARTENAIRE_MS }),
    onSuccess: useRelire(),
  });
}

export function useReprendreCreation() {
  const client = useClient();
  return useMutation({
    mutationFn: (beneficiaireId: string) =>
      client.resumeCreation({ beneficiaireId }, { timeoutMs: DELAI_PARTENAIRE_MS }),
    onSettled: useRelire(),
  });
}

/** The activation mail, asked by the conseiller: the fiche says when it may be asked again. */
export function useRenvoyerActivation() {
  const client = useClient();
  return useMutation({
    mutationFn: (beneficiaireId: string) =>
      client.resendActivation({ beneficiaireId }, { timeoutMs: DELAI_PARTENAIRE_MS }),
    onSettled: useRelire(),
  });
}

/** The same, asked by the person before he signs in. */
export function useDemanderActivation() {
  const client = useClient();
  return useMutation({ mutationFn: (email: string) => client.requestActivation({ email }) });
}

export { useCorrigerEmail, useModifierFiche, type ModificationFiche } from "./modification";
export { relirePortefeuille } from "./client";
export {
  useAbandonnerCreation,
  useSupprimerCompte,
  type Archivage,
  type Suppression,
} from "./suppression";
