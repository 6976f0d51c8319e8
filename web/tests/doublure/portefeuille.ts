import { create } from "@bufbuild/protobuf";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { Code, type ConnectRouter, type HandlerContext } from "@connectrpc/connect";
import type { Jour } from "@/gen/passemploi/commun/v1/jour_pb";
import type { GetSessionResponse } from "@/gen/passemploi/identite/v1/session_service_pb";
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
import { idBeneficiaire } from "./distribution";
import type { Entree } from "./entree";
import { page } from "./pages";
import { refus } from "./refus";
import { sansAccent } from "./texte";

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

const rang = (jour: Jour | undefined) =>
  jour ? jour.annee * 10_000 + jour.mois * 100 + jour.jour : 0;

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

/** The people of a conseiller, kept in memory. */
export function servirPortefeuille(routeur: ConnectRouter, entree: Entree): void {
  const { etat } = entree;
  const entrer = (contexte: HandlerContext) => entree.entrer(contexte);

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

  routeur.service(PortefeuilleService, {
    listPortefeuille: async (requete, contexte) => {
      await entrer(contexte);
      return lister(requete);
    },
    getFiche: async ({ beneficiaireId }, contexte) => {
      await entrer(contexte);
      return {
        fiche: trouver(beneficiaireId),
        consultationsInhabituelles: etat.consultationsInhabituelles,
      };
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
    whoReadBeneficiaire: async (demande, contexte) => {
      await entrer(contexte);
      if (demande.beneficiaireId !== "") trouver(demande.beneficiaireId);
      const entre = (jour: Jour | undefined) =>
        (!demande.debut || rang(jour) >= rang(demande.debut)) &&
        (!demande.fin || rang(jour) <= rang(demande.fin));
      const trouvees = etat.consultations.filter(
        ({ lecteurId, jour }) =>
          (demande.lecteurId === "" || lecteurId === demande.lecteurId) && entre(jour),
      );
      const { lignes, suivante } = page(trouvees, demande.pageSize || 20, demande.pageToken);
      return { consultations: lignes, nextPageToken: suivante };
    },
  });
}
