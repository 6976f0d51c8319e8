import { create } from "@bufbuild/protobuf";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { Code, type ConnectRouter } from "@connectrpc/connect";
import {
  ProfilService,
  type UpdateProfilConseillerRequest,
} from "@/gen/passemploi/identite/v1/profil_service_pb";
import {
  LieuReferentielSchema,
  ReferentielService,
} from "@/gen/passemploi/identite/v1/referentiel_service_pb";
import {
  SessionService,
  type GetSessionResponse,
} from "@/gen/passemploi/identite/v1/session_service_pb";
import { AGENCES, MISSIONS_LOCALES, type Lieu } from "./distribution";
import type { Entree } from "./entree";
import { refus } from "./refus";
import { sansAccent } from "./texte";

const LIEUX_MAX = 50;

function chercherLieux(lieux: Lieu[], recherche: string, departement: string) {
  if (departement !== "" && !/^(\d{2,3}|2[AB])$/.test(departement)) {
    throw refus(Code.InvalidArgument, "VALEUR_INCONNUE", {
      champs: [{ champ: "departement", description: "Département inconnu." }],
    });
  }
  const mots = sansAccent(recherche).split(/\s+/).filter(Boolean);
  const trouves = lieux.filter(
    (lieu) =>
      (departement === "" || lieu.departement === departement) &&
      mots.every((mot) =>
        sansAccent(lieu.nom)
          .split(/[\s'-]+/)
          .some((m) => m.startsWith(mot)),
      ),
  );
  const page = trouves.slice(0, LIEUX_MAX).map((lieu) => create(LieuReferentielSchema, lieu));
  return { page, totalSize: trouves.length };
}

/** Profiles, sessions and referentials, kept in memory. */
export function servirIdentite(routeur: ConnectRouter, entree: Entree): void {
  const { etat } = entree;

  const profilConseiller = (moi: GetSessionResponse) => {
    const compte = moi.compte.case === "conseiller" ? moi.compte.value : undefined;
    return {
      prenom: moi.prenom,
      nom: moi.nom,
      email: moi.email,
      structure: moi.structure,
      agence: compte?.agence,
      missionLocale: compte?.missionLocale,
      agenceDuReferentiel: compte?.agence !== undefined && etat.agenceDuReferentiel,
      notificationsSonores: compte?.notificationsSonores ?? true,
      recapitulatif: etat.recapitulatif,
    };
  };

  function modifier(moi: GetSessionResponse, demande: UpdateProfilConseillerRequest): void {
    if (moi.compte.case !== "conseiller") throw refus(Code.PermissionDenied, "ROLE_INTERDIT");
    const compte = moi.compte.value;
    if (demande.notificationsSonores !== undefined) {
      compte.notificationsSonores = demande.notificationsSonores;
    }
    if (demande.recapitulatif !== undefined) etat.recapitulatif = demande.recapitulatif;
    if (demande.visiteTerminee) compte.visiteAFaire = false;
    if (demande.lieu.case === undefined) return;
    const { case: genre, value } = demande.lieu;
    const connu = [...AGENCES, ...MISSIONS_LOCALES].find(({ id }) => id === value);
    if (genre === "agenceId" && !connu) throw refus(Code.NotFound, "INTROUVABLE");
    if (compte.agence !== undefined && etat.agenceDuReferentiel) {
      throw refus(Code.FailedPrecondition, "AGENCE_DEJA_CHOISIE");
    }
    compte.agence = connu?.nom ?? value;
    compte.lieuAChoisir = false;
    etat.agenceDuReferentiel = genre === "agenceId";
  }

  routeur.service(SessionService, {
    getSession: (_, contexte) => entree.entrer(contexte),
    getErreurConnexion: async ({ id }, contexte) => {
      await entree.avant(contexte);
      const trouve = etat.refusConnexion.get(id);
      if (!trouve) throw refus(Code.NotFound, "INTROUVABLE");
      return trouve;
    },
    listSessions: async (_, contexte) => ({
      sessions: etat.sessionsOuvertes[await entree.entrerDans(contexte)],
    }),
    revokeSession: async ({ sessionId }, contexte) => {
      const espace = await entree.entrerDans(contexte);
      const ouvertes = etat.sessionsOuvertes[espace];
      if (!ouvertes.some(({ id }) => id === sessionId)) throw refus(Code.NotFound, "INTROUVABLE");
      etat.sessionsOuvertes[espace] = ouvertes.filter(({ id }) => id !== sessionId);
      return {};
    },
  });

  routeur.service(ReferentielService, {
    listAgences: async ({ recherche, departement }, contexte) => {
      await entree.entrer(contexte);
      const { page, totalSize } = chercherLieux(AGENCES, recherche, departement);
      return { agences: page, totalSize };
    },
    listMissionsLocales: async ({ recherche, departement }, contexte) => {
      await entree.entrer(contexte);
      const { page, totalSize } = chercherLieux(MISSIONS_LOCALES, recherche, departement);
      return { missionsLocales: page, totalSize };
    },
  });

  routeur.service(ProfilService, {
    signCgu: async (_, contexte) => {
      const session = await entree.entrer(contexte);
      session.cguSignee = session.cguASigner;
      session.cguASigner = undefined;
      return { signeeLe: timestampFromDate(new Date()) };
    },
    getProfilConseiller: async (_, contexte) => profilConseiller(await entree.entrer(contexte)),
    updateProfilConseiller: async (demande, contexte) => {
      const moi = await entree.entrer(contexte);
      modifier(moi, demande);
      return { profil: profilConseiller(moi) };
    },
    getProfilBeneficiaire: async (_, contexte) => {
      const moi = await entree.entrer(contexte);
      return {
        prenom: moi.prenom,
        nom: moi.nom,
        email: moi.email,
        dispositif: moi.dispositifs[0],
        conseiller: {
          prenom: "Nadia",
          nom: "Kerbrat",
          lieu: "Mission Locale du Pays de Brest",
          depuis: timestampFromDate(new Date("2026-09-14T08:00:00Z")),
        },
      };
    },
    getPreferences: async (_, contexte) => {
      await entree.entrer(contexte);
      return { preferences: etat.preferences, partageFavoris: etat.partageFavoris };
    },
    updatePreferences: async ({ preferences }, contexte) => {
      await entree.entrer(contexte);
      etat.preferences = etat.preferences.map(
        (ancienne) => preferences.find((p) => p.categorie === ancienne.categorie) ?? ancienne,
      );
      return { preferences: etat.preferences };
    },
    updatePartage: async ({ partageFavoris }, contexte) => {
      await entree.entrer(contexte);
      etat.partageFavoris = partageFavoris;
      return { partageFavoris };
    },
    deleteCompte: async ({ confirmation }, contexte) => {
      const espace = await entree.entrerDans(contexte);
      if (espace === "beneficiaire" && confirmation.trim().toLowerCase() !== "supprimer") {
        throw refus(Code.InvalidArgument, "CONFIRMATION_INVALIDE", {
          champs: [{ champ: "confirmation", description: "Ce n'est pas le mot demandé." }],
        });
      }
      if (espace === "conseiller" && etat.fiches.length > 0) {
        throw refus(Code.FailedPrecondition, "PORTEFEUILLE_NON_VIDE", {
          metadonnees: { nombre: String(etat.fiches.length) },
        });
      }
      delete etat.sessions[espace];
      return {};
    },
  });
}
