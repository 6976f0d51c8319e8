import { Code, ConnectError } from "@connectrpc/connect";
import { Raison } from "@/gen/passemploi/erreurs/v1/raison_pb";
import {
  lireBadRequest,
  lireErrorInfo,
  lireRetryInfo,
  type DetailBrut,
  type ViolationChamp,
} from "./details";

export type NomRaison = Exclude<keyof typeof Raison, "UNSPECIFIED">;

/** What a screen may do about a refusal. */
export type GenreErreur =
  | "a_corriger"
  | "session"
  | "droits"
  | "introuvable"
  | "conflit"
  | "indisponible"
  | "inattendu";

export interface Erreur {
  genre: GenreErreur;
  /** Absent when the answer does not come from our server (network cut, proxy). */
  raison?: NomRaison;
  metadonnees: Record<string, string>;
  champs: ViolationChamp[];
  /** Seconds before another try is useful. */
  attente?: number;
  /** What a person reads to the support. */
  code: string;
}

const GENRES: Partial<Record<Code, GenreErreur>> = {
  [Code.InvalidArgument]: "a_corriger",
  [Code.PermissionDenied]: "droits",
  [Code.Unauthenticated]: "session",
  [Code.NotFound]: "introuvable",
  [Code.AlreadyExists]: "conflit",
  [Code.FailedPrecondition]: "conflit",
  [Code.Aborted]: "conflit",
  [Code.Unavailable]: "indisponible",
  [Code.DeadlineExceeded]: "indisponible",
  [Code.ResourceExhausted]: "indisponible",
};

function estRaison(nom: string | undefined): nom is NomRaison {
  return nom !== undefined && nom !== "UNSPECIFIED" && nom in Raison;
}

export function lireErreur(erreur: unknown): Erreur {
  const refus = ConnectError.from(erreur);
  const details = refus.details.filter((d): d is DetailBrut => "value" in d && "type" in d);
  const info = lireErrorInfo(details);
  const raison = estRaison(info?.reason) ? info.reason : undefined;
  // A request that never reached the server surfaces as "unknown" with the browser's error.
  const coupure = raison === undefined && refus.code === Code.Unknown;
  return {
    genre: coupure ? "indisponible" : (GENRES[refus.code] ?? "inattendu"),
    raison,
    metadonnees: info?.metadata ?? {},
    champs: lireBadRequest(details),
    attente: lireRetryInfo(details),
    code: raison ?? (coupure ? "RESEAU" : Code[refus.code].toUpperCase()),
  };
}

export function aPourRaison(erreur: unknown, raison: NomRaison): boolean {
  return lireErreur(erreur).raison === raison;
}

export function estNonAuthentifie(erreur: unknown): boolean {
  return ConnectError.from(erreur).code === Code.Unauthenticated;
}
