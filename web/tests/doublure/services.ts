import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { Code, type ConnectRouter, type HandlerContext } from "@connectrpc/connect";
import { ProfilService } from "@/gen/passemploi/identite/v1/profil_service_pb";
import {
  SessionService,
  type GetErreurConnexionResponseSchema,
  type GetSessionResponse,
} from "@/gen/passemploi/identite/v1/session_service_pb";
import {
  DossierImiloSchema,
  EtatCompte,
  FicheSchema,
  LignePortefeuilleSchema,
  type DossierImilo,
  type Fiche,
} from "@/gen/passemploi/portefeuille/v1/beneficiaire_pb";
import {
  PortefeuilleService,
  type ListPortefeuilleRequest,
} from "@/gen/passemploi/portefeuille/v1/portefeuille_service_pb";
import type { Espace } from "@/platform/espace";
import { idBeneficiaire } from "./distribution";
import { refus } from "./refus";

/**
 * What the tests decide: who is signed in, who is followed, what fails. One object per test;
 * the services below answer from it.
 */
export class Etat {
  sessions: Partial<Record<Espace, GetSessionResponse>> = {};
  fiches: Fiche[] = [];
  dossiers = new Map<string, DossierImilo>();
  refusConnexion = new Map<string, MessageInitShape<typeof GetErreurConnexionResponseSchema>>();
  /** A method name -> what it throws, until it is removed. */
  pannes = new Map<string, () => Error>();
  /** A method name -> never answers. */
  muets = new Set<string>();
  /** Names of the methods called, in order. */
  appels: string[] = [];
  creations = new Map<string, Fiche>();
}

const sansAccent = (s: string) => s.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function correspond(fiche: Fiche, recherche: string): boolean {
  const mots = sansAccent(`${fiche.prenom} ${fiche.nom}`).split(/[\s'-]+/);
  return sansAccent(recherche)
    .split(/[\s'-]+/)
    .filter(Boolean)
    .every((debut) => mots.some((mot) => mot.startsWith(debut)));
}

function trier(fiches: Fiche[], orderBy: string): Fiche[] {
  const [colonne = "nom", sens] = orderBy.split(" ");
  const signe = sens === "desc" ? -1 : 1;
  const cle = (f: Fiche) =>
    colonne === "situation"
      ? (f.situations[0]?.categorie ?? "")
      : `${sansAccent(f.nom)} ${sansAccent(f.prenom)}`;
  return fiches.toSorted((a, b) => {
    if (colonne !== "derniere_activite") return signe * cle(a).localeCompare(cle(b));
    if (!a.derniereActivite || !b.derniereActivite) {
      return Number(!a.derniereActivite) - Number(!b.derniereActivite);
    }
    return signe * Number(a.derniereActivite.seconds - b.derniereActivite.seconds);
  });
}

const ligne = (f: Fiche) =>
  create(LignePortefeuilleSchema, {
    id: f.id,
    prenom: f.prenom,
    nom: f.nom,
    dispositif: f.dispositif,
    etat: f.etat,
    situation: f.situations[0],
    derniereActivite: f.derniereActivite,
    reprisLe: f.reprisLe,
  });

export function services(etat: Etat): (routeur: ConnectRouter) => void {
  async function entrer(contexte: HandlerContext): Promise<GetSessionResponse> {
    await avant(contexte);
    const espace = contexte.requestHeader.get("x-pe-espace") as Espace | null;
    const session = espace && etat.sessions[espace];
    if (!session) throw refus(Code.Unauthenticated, "JETON_INVALIDE");
    return session;
  }

  async function avant(contexte: HandlerContext): Promise<void> {
    const methode = contexte.method.name;
    etat.appels.push(methode);
    if (etat.muets.has(methode)) await new Promise(() => undefined);
    const panne = etat.pannes.get(methode);
    if (panne) throw panne();
  }

  function trouver(id: string): Fiche {
    const trouvee = etat.fiches.find((f) => f.id === id);
    if (!trouvee) throw refus(Code.NotFound, "INTROUVABLE");
    return trouvee;
  }

  function refuserEmailPris(email: string): void {
    const connu = etat.fiches.find((f) => f.email === email.trim().toLowerCase());
    if (!connu) return;
    throw refus(Code.AlreadyExists, "EMAIL_EXISTE_DEJA", {
      metadonnees: { chez: "MON_PORTEFEUILLE", beneficiaire_id: connu.id },
      champs: [{ champ: "email", description: "Cet e-mail est déjà utilisé." }],
    });
  }

  function lireDossier(numero: string): DossierImilo {
    const dossier = etat.dossiers.get(/(\d+)\D*$/.exec(numero)?.[1] ?? "");
    if (!dossier) throw refus(Code.NotFound, "INTROUVABLE");
    const connu = etat.fiches.find((f) => f.numeroDossier === dossier.numero);
    if (connu) {
      throw refus(Code.AlreadyExists, "DOSSIER_EXISTE_DEJA", {
        metadonnees: { chez: "MON_PORTEFEUILLE", beneficiaire_id: connu.id },
      });
    }
    return create(DossierImiloSchema, dossier);
  }

  function creer(
    requestId: string,
    moi: GetSessionResponse,
    champs: Partial<Omit<Fiche, "$typeName" | "$unknown">>,
  ): Fiche {
    const deja = etat.creations.get(requestId);
    if (deja) return deja;
    const nouvelle = create(FicheSchema, {
      id: idBeneficiaire(500 + etat.creations.size),
      structure: moi.structure,
      dispositif: moi.dispositifs[0],
      etat: EtatCompte.NON_ACTIVE,
      dateCreation: timestampFromDate(new Date()),
      referent: `${moi.prenom} ${moi.nom}`,
      ...champs,
    });
    etat.creations.set(requestId, nouvelle);
    etat.fiches.push(nouvelle);
    return nouvelle;
  }

  const lister = ({ recherche, orderBy, pageSize, skip }: ListPortefeuilleRequest) => {
    const trouvees = trier(
      etat.fiches.filter((f) => correspond(f, recherche)),
      orderBy,
    );
    return {
      lignes: trouvees.slice(skip, skip + (pageSize || 10)).map(ligne),
      totalSize: trouvees.length,
    };
  };

  return (routeur) => {
    routeur.service(SessionService, {
      getSession: (_, contexte) => entrer(contexte),
      getErreurConnexion: async ({ id }, contexte) => {
        await avant(contexte);
        const trouve = etat.refusConnexion.get(id);
        if (!trouve) throw refus(Code.NotFound, "INTROUVABLE");
        return trouve;
      },
    });
    routeur.service(ProfilService, {
      signCgu: async (_, contexte) => {
        const session = await entrer(contexte);
        session.cguASigner = undefined;
        return { signeeLe: timestampFromDate(new Date()) };
      },
      getProfilBeneficiaire: async (_, contexte) => {
        const moi = await entrer(contexte);
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
    });
    routeur.service(PortefeuilleService, {
      listPortefeuille: async (requete, contexte) => {
        await entrer(contexte);
        return lister(requete);
      },
      getFiche: async ({ beneficiaireId }, contexte) => {
        await entrer(contexte);
        return { fiche: trouver(beneficiaireId) };
      },
      checkEmail: async ({ email }, contexte) => {
        await entrer(contexte);
        refuserEmailPris(email);
        return { email };
      },
      createBeneficiaireFt: async ({ requestId, prenom, nom, email }, contexte) => {
        const moi = await entrer(contexte);
        refuserEmailPris(email);
        const cree = creer(requestId, moi, { prenom, nom, email });
        return { beneficiaireId: cree.id, etat: cree.etat };
      },
      getDossierImilo: async ({ numero }, contexte) => {
        await entrer(contexte);
        return { dossier: lireDossier(numero) };
      },
      createBeneficiaireMilo: async (demande, contexte) => {
        const moi = await entrer(contexte);
        const { prenom, nom, email, numero } = lireDossier(demande.numero);
        if (numero.endsWith("9") && !demande.surcharge) {
          throw refus(Code.FailedPrecondition, "COMPTE_AUTRE_ML");
        }
        const cree = creer(demande.requestId, moi, {
          prenom,
          nom,
          email,
          numeroDossier: numero,
          dispositif: demande.dispositif,
          peutVoirComptage: demande.peutVoirComptage,
        });
        return { beneficiaireId: cree.id, etat: cree.etat };
      },
      resumeCreation: async ({ beneficiaireId }, contexte) => {
        await entrer(contexte);
        const reprise = trouver(beneficiaireId);
        reprise.etat = EtatCompte.NON_ACTIVE;
        return { etat: reprise.etat };
      },
    });
  };
}
