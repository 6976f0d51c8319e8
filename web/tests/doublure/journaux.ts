import { create } from "@bufbuild/protobuf";
import {
  NotificationSchema,
  TypeNotification,
  type Notification,
} from "@/gen/passemploi/communication/v1/notifications_service_pb";
import { CategorieNotification } from "@/gen/passemploi/identite/v1/profil_service_pb";
import {
  SessionOuverteSchema,
  type SessionOuverte,
} from "@/gen/passemploi/identite/v1/session_service_pb";
import {
  ConsultationSchema,
  ObjetConsulte,
  OrigineSuivi,
  PeriodeConseillerSchema,
  RelationLecteur,
  type Consultation,
  type PeriodeConseiller,
} from "@/gen/passemploi/portefeuille/v1/portefeuille_service_pb";
import { idBeneficiaire, ilYA, JOUR } from "./distribution";

const HEURE = 3_600_000;
const uuid = (serie: number, n: number) =>
  `${serie}0000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

/** Three sessions: this one, a phone that gets push messages, one that nobody can name. */
export const sessionsOuvertes = (): SessionOuverte[] =>
  [
    { appareil: "Firefox, Windows", vueLe: ilYA(60_000), courante: true },
    { appareil: "Chrome, Android", vueLe: ilYA(26 * HEURE), push: true },
    { vueLe: ilYA(9 * JOUR), applicationMobile: false },
  ].map((session, n) =>
    create(SessionOuverteSchema, { id: uuid(4, n), ouverteLe: ilYA((n * 5 + 1) * JOUR), ...session }),
  );

/** What a bénéficiaire was told; the two newest are unread. */
export const notificationsBeneficiaire = (nombre = 24): Notification[] =>
  Array.from({ length: nombre }, (_, n) =>
    create(NotificationSchema, {
      id: uuid(5, n),
      date: ilYA(n * 20 * HEURE + 600_000),
      lueLe: n < 2 ? undefined : ilYA(n * HEURE),
      ...(n % 3 === 0
        ? {
            type: TypeNotification.NOUVEAU_CONSEILLER,
            titre: "Un nouveau conseiller vous accompagne",
            description: "Nadia Kerbrat est désormais votre conseillère.",
            categorie: CategorieNotification.MESSAGES,
          }
        : n % 3 === 1
          ? {
              type: TypeNotification.SESSION_FERMEE,
              titre: "Une session a été fermée par sécurité",
              description: "Un identifiant de connexion a servi deux fois. Vérifiez vos appareils.",
              categorie: CategorieNotification.ADMINISTRATIF,
            }
          : {
              type: TypeNotification.CENTRE_DE_NOTIFS_UNIQUEMENT,
              titre: "Maintenance dimanche matin",
              description: "Le service sera interrompu de 6h à 7h.",
              categorie: CategorieNotification.ACTUALITES,
            }),
    }),
  );

export const avisConseiller = (): Notification[] => [
  create(NotificationSchema, {
    id: uuid(6, 0),
    date: ilYA(2 * HEURE),
    type: TypeNotification.DROIT_SUPERVISEUR,
    titre: "Vous êtes superviseur",
    description: "Vous pouvez réaffecter les bénéficiaires de votre Mission Locale.",
  }),
  create(NotificationSchema, {
    id: uuid(6, 1),
    date: ilYA(30 * HEURE),
    type: TypeNotification.SESSION_FERMEE,
    titre: "Une session a été fermée par sécurité",
    description: "Un identifiant de connexion a servi deux fois. Vérifiez vos appareils.",
  }),
];

/** What happened to one of his people. */
export const avisDePersonnes = (nombre: number): Notification[] =>
  Array.from({ length: nombre }, (_, n) =>
    create(NotificationSchema, {
      id: uuid(6, 100 + n),
      date: ilYA((n + 3) * HEURE),
      type: TypeNotification.ADMINISTRATIF,
      titre: `Compte activé n° ${n + 1}`,
      description: "Un de vos bénéficiaires s'est connecté pour la première fois.",
      idObjet: idBeneficiaire(n),
    }),
  );

/** Who followed a person: created, lent, taken back. */
export const periodes = (): PeriodeConseiller[] =>
  [
    { conseiller: "Nadia Kerbrat", debut: ilYA(20 * JOUR), origine: OrigineSuivi.RECUPERATION, auteur: "Nadia Kerbrat" },
    { conseiller: "Yann Le Goff", debut: ilYA(50 * JOUR), fin: ilYA(20 * JOUR), origine: OrigineSuivi.TEMPORAIRE, auteur: "le support" },
    { conseiller: "Nadia Kerbrat", debut: ilYA(400 * JOUR), fin: ilYA(50 * JOUR), origine: OrigineSuivi.CREATION, auteur: "" },
  ].map((periode) => create(PeriodeConseillerSchema, periode));

const LECTEURS = [
  {
    lecteurId: uuid(7, 0),
    lecteur: "Nadia Kerbrat",
    fonction: "une conseillère de la Mission Locale du Pays de Brest",
    relation: RelationLecteur.REFERENT,
  },
  {
    lecteurId: uuid(7, 1),
    lecteur: "Yann Le Goff",
    fonction: "un conseiller de la Mission Locale du Pays de Brest",
    relation: RelationLecteur.COLLEGUE,
  },
  {
    lecteurId: uuid(7, 2),
    lecteur: "Sophie Marchetti",
    fonction: "une conseillère de France Travail",
    relation: RelationLecteur.UNSPECIFIED,
    refusee: true,
  },
];

/** The support took everything out, and wrote why. */
export const consultationDuSupport = (): Consultation =>
  create(ConsultationSchema, {
    fonction: "le support",
    relation: RelationLecteur.SUPPORT,
    objet: ObjetConsulte.EXPORT,
    jour: { annee: 2026, mois: 10, jour: 31 },
    nombre: 1,
    motif: "Demande d'accès du 3 mars",
  });

/** Who read a fiche; `anonyme` is what the person himself sees of those who never followed him. */
export const consultations = (nombre = 34, anonyme = false): Consultation[] =>
  Array.from({ length: nombre }, (_, n) => {
    const lecteur = LECTEURS[n % LECTEURS.length]!;
    const date = new Date(Date.UTC(2026, 9, 30 - n, 9, 12));
    const cache = anonyme && lecteur.relation !== RelationLecteur.REFERENT;
    return create(ConsultationSchema, {
      ...lecteur,
      ...(cache && { lecteurId: undefined, lecteur: undefined }),
      objet: n % 5 === 4 ? ObjetConsulte.COMPTE : ObjetConsulte.FICHE,
      modification: n % 5 === 4 && !lecteur.refusee,
      jour: { annee: date.getUTCFullYear(), mois: date.getUTCMonth() + 1, jour: date.getUTCDate() },
      derniere: { seconds: BigInt(Math.floor(date.getTime() / 1_000)), nanos: 0 },
      nombre: (n % 4) + 1,
    });
  });
