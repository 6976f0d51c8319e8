import { create } from "@bufbuild/protobuf";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import {
  GetSessionResponseSchema,
  SessionConseillerSchema,
  type GetSessionResponse,
} from "@/gen/passemploi/identite/v1/session_service_pb";
import {
  Capacite,
  Dispositif,
  Marque,
  Structure,
} from "@/gen/passemploi/identite/v1/structure_pb";
import {
  DroitFiche,
  EtatCompte,
  EtatSituation,
  FicheSchema,
  MotifArchivage,
  type Fiche,
} from "@/gen/passemploi/portefeuille/v1/beneficiaire_pb";

/** The cast (D76), as the screens need it. */
export const nadia = (): GetSessionResponse =>
  create(GetSessionResponseSchema, {
    id: "00000000-0000-4000-8000-000000000001",
    prenom: "Nadia",
    nom: "Kerbrat",
    email: "nadia.kerbrat@ml-brest.fr",
    structure: Structure.MILO,
    marque: Marque.CEJ,
    capacites: [
      Capacite.CREATION_PAR_DOSSIER,
      Capacite.ACTIONS,
      Capacite.SITUATIONS,
      Capacite.LECTURE_ETABLISSEMENT,
    ],
    dispositifs: [Dispositif.CEJ, Dispositif.PACEA],
    compte: {
      case: "conseiller",
      value: { missionLocale: "Mission Locale du Pays de Brest", notificationsSonores: true },
    },
  });

/** A colleague of Nadia. */
export const yann = (): GetSessionResponse =>
  create(GetSessionResponseSchema, {
    ...nadia(),
    id: "00000000-0000-4000-8000-000000000005",
    prenom: "Yann",
    nom: "Le Goff",
  });

/** First sign-in, no e-mail in i-milo. */
export const bruno = (): GetSessionResponse =>
  create(GetSessionResponseSchema, {
    ...nadia(),
    id: "00000000-0000-4000-8000-000000000004",
    prenom: "Bruno",
    nom: "Dumont",
    email: undefined,
    compte: {
      case: "conseiller",
      value: create(SessionConseillerSchema, {
        missionLocale: "Mission Locale du Pays de Brest",
        visiteAFaire: true,
        notificationsSonores: true,
      }),
    },
  });

export const sophie = (): GetSessionResponse =>
  create(GetSessionResponseSchema, {
    id: "00000000-0000-4000-8000-000000000002",
    prenom: "Sophie",
    nom: "Marchetti",
    email: "sophie.marchetti@francetravail.fr",
    structure: Structure.POLE_EMPLOI,
    marque: Marque.CEJ,
    capacites: [Capacite.CREATION_PAR_EMAIL, Capacite.DEMARCHES],
    dispositifs: [Dispositif.CEJ],
    compte: { case: "conseiller", value: { agence: "Agence de Thiers", notificationsSonores: true } },
  });

export const karim = (): GetSessionResponse =>
  create(GetSessionResponseSchema, {
    ...sophie(),
    id: "00000000-0000-4000-8000-000000000003",
    prenom: "Karim",
    nom: "Haddad",
    structure: Structure.POLE_EMPLOI_BRSA,
    marque: Marque.PASS_EMPLOI,
    dispositifs: [Dispositif.BRSA],
  });

export const theo = (): GetSessionResponse =>
  create(GetSessionResponseSchema, {
    id: "00000000-0000-4000-8000-000000000101",
    prenom: "Théo",
    nom: "Lambert",
    email: "theo.lambert@mail.fr",
    structure: Structure.MILO,
    marque: Marque.CEJ,
    capacites: [Capacite.ACTIONS],
    dispositifs: [Dispositif.CEJ],
    compte: { case: "beneficiaire", value: { dispositif: Dispositif.CEJ } },
  });

export interface Lieu {
  id: string;
  nom: string;
  departement: string;
}

/** Enough agences to go past the 50 that one answer holds. */
export const AGENCES: Lieu[] = [
  { id: "63001", nom: "Agence de Thiers", departement: "63" },
  { id: "69001", nom: "Agence de Lyon Bellecour", departement: "69" },
  ...Array.from({ length: 60 }, (_, n) => ({
    id: `75${String(n).padStart(3, "0")}`,
    nom: `Agence de Paris ${n + 1}`,
    departement: "75",
  })),
];

export const MISSIONS_LOCALES: Lieu[] = [
  { id: "29000S00", nom: "Mission Locale du Pays de Brest", departement: "29" },
  { id: "29001S00", nom: "Mission Locale du Pays de Morlaix", departement: "29" },
  { id: "63000S00", nom: "Mission Locale de Thiers", departement: "63" },
];

const PERSONNES = [
  ["Kenza", "Belkacem"],
  ["Malek", "Aït Saïd"],
  ["Tham", "Nguyen"],
  ["Art", "Ur"],
  ["Béatrice", "Le Goff"],
  ["Marie-Anaïs", "Le Goff-Perrin de la Villardière"],
  ["Frédéric", "Bernard"],
  ["Marie", "Martin"],
  ["Camille", "Roussel"],
  ["Zoé", "Quéméneur"],
] as const;

const SITUATIONS = [
  "Demandeur d'emploi",
  "Scolarité",
  "Immersion en entreprise",
  "Emploi",
  "Contrat de volontariat - bénévolat",
];

export const JOUR = 86_400_000;
export const ilYA = (ms: number) => timestampFromDate(new Date(Date.now() - ms));

export const idBeneficiaire = (n: number) =>
  `10000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

/** What the referent may do, as the server decides it from the state of the account. */
export function droits(milo: boolean, etat: EtatCompte, dispositif: Dispositif): DroitFiche[] {
  const D = DroitFiche;
  const toujours = [D.LIRE_CONSULTATIONS];
  if (etat === EtatCompte.CREATION_INCERTAINE) return [...toujours, D.REPRENDRE_CREATION];
  const modifier = milo ? [D.CHANGER_DISPOSITIF] : [D.MODIFIER_IDENTIFIANT];
  if (milo && dispositif === Dispositif.CEJ) modifier.push(D.REGLER_COMPTEUR);
  const selonEtat =
    etat === EtatCompte.ACTIF
      ? [D.ARCHIVER]
      : [D.SUPPRIMER, milo ? D.RENVOYER_ACTIVATION : D.CORRIGER_EMAIL];
  return [...toujours, ...modifier, ...selonEtat];
}

/** One person of the portefeuille; the rank gives him a state of his own. */
export function fiche(n: number, referent: GetSessionResponse): Fiche {
  const [prenom, nom] = PERSONNES[n % PERSONNES.length]!;
  const milo = referent.structure === Structure.MILO;
  const serie = Math.floor(n / PERSONNES.length);
  const etat =
    n === 2 && milo
      ? EtatCompte.CREATION_INCERTAINE
      : n % 4 === 1
        ? EtatCompte.NON_ACTIVE
        : EtatCompte.ACTIF;
  const actif = etat === EtatCompte.ACTIF;
  const suffixe = serie === 0 ? "" : ` ${"abcdefgh".charAt(serie)}`.toUpperCase();
  return create(FicheSchema, {
    id: idBeneficiaire(n),
    prenom,
    nom: nom + suffixe,
    email: n % 7 === 3 ? undefined : `${prenom.toLowerCase()}.${n}@mail.fr`,
    structure: referent.structure,
    dispositif: referent.dispositifs[n % referent.dispositifs.length],
    etat,
    dateCreation: ilYA((n + 3) * JOUR),
    premiereConnexion: actif ? ilYA((n + 2) * JOUR) : undefined,
    derniereConnexion: actif ? ilYA(n * 20 * 3_600_000) : undefined,
    derniereActivite: actif ? ilYA(n * 20 * 3_600_000) : undefined,
    lienActivationExpireLe: milo && !actif ? ilYA(-9 * 3_600_000) : undefined,
    numeroDossier: milo ? String(402_000 + n) : undefined,
    urlDossier: milo ? `https://i-milo.invalid/dossiers/${402_000 + n}` : undefined,
    dateFinCej: milo ? { annee: 2027, mois: 3, jour: 5 } : undefined,
    situations: milo
      ? [
          { etat: EtatSituation.EN_COURS, categorie: SITUATIONS[n % SITUATIONS.length] },
          {
            etat: EtatSituation.PREVU,
            categorie: "Formation",
            dateFin: { annee: 2027, mois: 1, jour: 31 },
          },
        ]
      : [],
    peutVoirComptage: n % 2 === 0,
    reprisLe: n === 4 ? ilYA(2 * JOUR) : undefined,
    referent: `${referent.prenom} ${referent.nom}`,
    conseillerDepuis: ilYA((n + 3) * JOUR),
    etag: "v1",
    identifiantFt: !milo && n % 2 === 0 ? `123456${n}A` : undefined,
    aArchiver: n === 3 ? [MotifArchivage.IMILO, MotifArchivage.FIN_CEJ] : [],
    suiviTemporaire:
      n === 6
        ? { premierConseiller: "Yann Le Goff", fin: { annee: 2027, mois: 2, jour: 28 } }
        : undefined,
    mlDifferente: milo && n === 7,
    imiloLuLe: milo ? ilYA(16 * 3_600_000) : undefined,
    droits: droits(milo, etat, referent.dispositifs[n % referent.dispositifs.length]!),
  });
}
