import { create } from "@bufbuild/protobuf";
import { Code } from "@connectrpc/connect";
import type { SessionConseiller } from "@/gen/passemploi/identite/v1/session_service_pb";
import { DossierImiloSchema } from "@/gen/passemploi/portefeuille/v1/beneficiaire_pb";
import { fiche, idBeneficiaire, karim, nadia, sophie, theo, yann } from "./distribution";
import { notificationsBeneficiaire, sessionsOuvertes } from "./journaux";
import { refus } from "./refus";
import type { Etat } from "./services";

/** People of a full portefeuille: more than a page of them. */
const TAILLE = 34;
/** A public key of the right form; the browser of the tests is never asked to use it. */
export const CLE_PUSH =
  "BDd3_hVL9fZi9Ybo2UUzA284WG5FZR30_95YeZJsiApwXKpNcF1rRPF3foIiBHXRdJI2Qhumhf6_LFTeZaNndIo";

export function mission(etat: Etat): void {
  etat.sessions.conseiller = nadia();
  etat.sessionsOuvertes.conseiller = sessionsOuvertes();
  etat.fiches = Array.from({ length: TAILLE }, (_, n) => fiche(n, nadia()));
  const dossier = (numero: string, email?: string) =>
    etat.dossiers.set(
      numero,
      create(DossierImiloSchema, {
        numero,
        prenom: "Théo",
        nom: "Lambert",
        dateNaissance: { annee: 2006, mois: 4, jour: 12 },
        codePostal: "29200",
        email,
      }),
    );
  dossier("402117", "theo.lambert@mail.fr");
  dossier("402118");
  dossier("402119", "theo.lambert@mail.fr");
}

/** People of the same Mission Locale, followed by Yann: their fiches are read only. */
export function collegues(etat: Etat): void {
  etat.collegues = Array.from({ length: 20 }, (_, n) => {
    const suivie = fiche(n + 8, yann());
    const chiffre = idBeneficiaire(100 + n);
    return Object.assign(suivie, { id: chiffre, numeroDossier: String(500_000 + n), lectureSeule: true });
  });
}

export function franceTravail(etat: Etat): void {
  etat.sessions.conseiller = sophie();
  etat.sessionsOuvertes.conseiller = sessionsOuvertes();
  etat.fiches = Array.from({ length: TAILLE }, (_, n) => fiche(n, sophie()));
}

export function brsa(etat: Etat): void {
  etat.sessions.conseiller = karim();
  etat.fiches = Array.from({ length: 3 }, (_, n) => fiche(n, karim()));
}

export function jeune(etat: Etat): void {
  etat.sessions.beneficiaire = theo();
  etat.sessionsOuvertes.beneficiaire = sessionsOuvertes();
  etat.notifications.beneficiaire = notificationsBeneficiaire();
}

export const panne = (methode: string) => (etat: Etat) => {
  mission(etat);
  jeune(etat);
  etat.pannes.set(methode, () =>
    refus(Code.Unavailable, "BASE_INDISPONIBLE", { attente: 20 }),
  );
};

export function changerConseiller(etat: Etat, changement: Partial<SessionConseiller>): void {
  const { compte } = etat.sessions.conseiller!;
  if (compte.case === "conseiller") Object.assign(compte.value, changement);
}

export function sansAgence(etat: Etat): void {
  franceTravail(etat);
  changerConseiller(etat, { agence: undefined, lieuAChoisir: true });
}
