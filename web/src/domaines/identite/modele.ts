import type { Jour } from "@/gen/passemploi/commun/v1/jour_pb";
import {
  Capacite,
  Marque,
  Structure,
} from "@/gen/passemploi/identite/v1/structure_pb";
import type { GetSessionResponse, SessionConseiller } from "@/gen/passemploi/identite/v1/session_service_pb";
import type { identite } from "@/i18n/fr/identite";

export type Entree = keyof typeof identite.entrees;

/** The part of an address that names a brand. */
export type CleMarque = "cej" | "pass-emploi";

export function cleMarque(marque: Marque): CleMarque {
  return marque === Marque.CEJ ? "cej" : "pass-emploi";
}

export const ENTREES_CONSEILLER: readonly Entree[] = [
  "similo-conseiller",
  "pe-conseiller",
  "pe-brsa-conseiller",
  "pe-aij-conseiller",
];

export const ENTREES_AUTRES: readonly Entree[] = [
  "conseildepartemental-conseiller",
  "avenirpro-conseiller",
  "ft-accompagnement-intensif-conseiller",
  "ft-accompagnement-global-conseiller",
  "ft-equip-emploi-recrut-conseiller",
];

export interface ChoixConnexion {
  /** First on the page: what this browser used last (D11). */
  dernier: Entree | undefined;
  principales: Entree[];
  autres: Entree[];
}

export function choixConseiller(dernier: string | undefined): ChoixConnexion {
  const connu = [...ENTREES_CONSEILLER, ...ENTREES_AUTRES].find((e) => e === dernier);
  return {
    dernier: connu,
    principales: ENTREES_CONSEILLER.filter((e) => e !== connu),
    autres: ENTREES_AUTRES.filter((e) => e !== connu),
  };
}

/**
 * A person whom France Travail knows and we do not, coming from the link of its desktop: he
 * chooses his dispositif, and the account is created there (AU-04).
 */
export function choixDispositif(): { franceTravail: Entree[]; autres: Entree[] } {
  const autres: Entree[] = ["similo-conseiller", "conseildepartemental-conseiller"];
  const toutes = [...ENTREES_CONSEILLER, ...ENTREES_AUTRES];
  return { franceTravail: toutes.filter((e) => !autres.includes(e)), autres };
}

/** pass emploi is for people followed by France Travail or a département only. */
export function choixBeneficiaire(marque: CleMarque, dernier: string | undefined): Entree[] {
  if (marque === "pass-emploi") return ["ft-beneficiaire"];
  const ordre: Entree[] = ["similo-jeune", "ft-beneficiaire"];
  return dernier === "ft-beneficiaire" ? ordre.toReversed() : ordre;
}

/** The brand that this device knows before any sign-in (D22). */
export function marqueDeLAppareil(adresse: string | undefined, gardee: string | undefined): CleMarque {
  return (adresse ?? gardee) === "pass-emploi" ? "pass-emploi" : "cej";
}

export type ModeCreation = "dossier" | "email";

/** How this conseiller adds people, by the capabilities of his structure. */
export function modeCreation(session: GetSessionResponse): ModeCreation | undefined {
  if (session.capacites.includes(Capacite.CREATION_PAR_DOSSIER)) return "dossier";
  if (session.capacites.includes(Capacite.CREATION_PAR_EMAIL)) return "email";
  return undefined;
}

/** Who adds a person attests that he is 15 or more. */
export function attesteAge(session: GetSessionResponse): boolean {
  return session.capacites.includes(Capacite.ATTESTATION_AGE);
}

export function montreSituations(session: GetSessionResponse): boolean {
  return session.capacites.includes(Capacite.SITUATIONS);
}

/** May search the people of his whole Mission Locale (G4). */
export function litEtablissement(session: GetSessionResponse): boolean {
  return session.capacites.includes(Capacite.LECTURE_ETABLISSEMENT);
}

/** A Mission Locale is known by i-milo; the others choose their agence (D16). */
export function estDeMissionLocale(session: GetSessionResponse): boolean {
  return session.capacites.includes(Capacite.CREATION_PAR_DOSSIER);
}

/** Without e-mail some tools stay closed to a conseiller of a Mission Locale (D19). */
export function emailManquant(session: GetSessionResponse): boolean {
  return estDeMissionLocale(session) && session.email === undefined;
}

/** The unit of work: the démarche of France Travail, or the action of a Mission Locale. */
export function suitDesDemarches(session: GetSessionResponse): boolean {
  return session.capacites.includes(Capacite.DEMARCHES);
}

/** Which e-mail to ask for: the MAP folder is a tool of France Travail only. */
export function accompagneParFranceTravail(session: GetSessionResponse): boolean {
  return session.structure !== Structure.CONSEIL_DEPT;
}

function compteConseiller({ compte }: GetSessionResponse): SessionConseiller | undefined {
  return compte.case === "conseiller" ? compte.value : undefined;
}

/** Where the person works, under his name. */
export function lieuConseiller(session: GetSessionResponse): string | undefined {
  const compte = compteConseiller(session);
  return compte?.missionLocale ?? compte?.agence;
}

/** The day from which the account is used in another product. */
export function jourMigration(session: GetSessionResponse): Jour | undefined {
  return compteConseiller(session)?.dateMigration;
}

/** The address that the activation mails of i-milo come from. */
export function expediteurActivation(session: GetSessionResponse): string | undefined {
  return compteConseiller(session)?.expediteurActivation;
}

/** "2026-11-01" as people write it. */
export function dateVersion(version: string): string {
  return version.split("-").toReversed().join("/");
}

/** Where the device keeps the last sign-in button. */
export function cleDernierChoix(espace: "conseiller" | "beneficiaire"): string {
  return `${espace}.derniere-entree`;
}
