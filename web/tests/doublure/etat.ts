import type { MessageInitShape } from "@bufbuild/protobuf";
import type { Notification } from "@/gen/passemploi/communication/v1/notifications_service_pb";
import {
  CategorieNotification,
  Recapitulatif,
  type Preference,
} from "@/gen/passemploi/identite/v1/profil_service_pb";
import type {
  GetErreurConnexionResponseSchema,
  GetSessionResponse,
  SessionOuverte,
} from "@/gen/passemploi/identite/v1/session_service_pb";
import type { DossierImilo, Fiche } from "@/gen/passemploi/portefeuille/v1/beneficiaire_pb";
import type { Consultation, PeriodeConseiller } from "@/gen/passemploi/portefeuille/v1/portefeuille_service_pb";
import type { Espace } from "@/platform/espace";

export type PreferenceNue = Pick<Preference, "categorie" | "push" | "mail">;

const toutesActives = (): PreferenceNue[] =>
  Object.values(CategorieNotification)
    .filter((c): c is CategorieNotification => typeof c === "number" && c !== 0)
    .map((categorie) => ({ categorie, push: true, mail: true }));

/**
 * What the tests decide: who is signed in, who is followed, what fails. One object per test;
 * the services answer from it.
 */
export class Etat {
  sessions: Partial<Record<Espace, GetSessionResponse>> = {};
  fiches: Fiche[] = [];
  dossiers = new Map<string, DossierImilo>();
  refusConnexion = new Map<string, MessageInitShape<typeof GetErreurConnexionResponseSchema>>();
  /** A method name -> what it throws, until it is removed. */
  pannes = new Map<string, () => Error>();
  /** A method name -> does what it is asked, but its answer is lost, once. */
  perdues = new Set<string>();
  /** A method name -> never answers. */
  muets = new Set<string>();
  /** Names of the methods called, in order. */
  appels: string[] = [];
  creations = new Map<string, Fiche>();
  recapitulatif = Recapitulatif.TOUS_LES_JOURS;
  /** The agence of the conseiller is one of the referential. */
  agenceDuReferentiel = true;
  sessionsOuvertes: Record<Espace, SessionOuverte[]> = { conseiller: [], beneficiaire: [] };
  preferences = toutesActives();
  partageFavoris = true;
  notifications: Record<Espace, Notification[]> = { conseiller: [], beneficiaire: [] };
  /** Endpoints of the devices that get push messages. */
  appareils = new Map<string, string>();
  consultations: Consultation[] = [];
  /** i-milo does not confirm the accounts that it is asked for. */
  incertain = false;
  /** People lent to others. */
  aRecuperer = 0;
  periodes: PeriodeConseiller[] = [];
  /** Searched by the whole Mission Locale; those of the conseiller are there too. */
  collegues: Fiche[] = [];
  /** What the last call of each method carried. */
  demandes = new Map<string, unknown>();
  consultationsInhabituelles: number | undefined;
  /** Streams that are open. */
  ecoutes = 0;
  readonly changements = new EventTarget();

  nonLues(espace: Espace): number {
    return this.notifications[espace].filter(({ lueLe }) => lueLe === undefined).length;
  }

  /** What a test changed by hand reaches the streams. */
  prevenir(): void {
    this.changements.dispatchEvent(new Event("change"));
  }
}
