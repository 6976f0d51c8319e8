import { create } from "@bufbuild/protobuf";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { Code, type ConnectRouter, type HandlerContext } from "@connectrpc/connect";
import type { Jour } from "@/gen/passemploi/commun/v1/jour_pb";
import type { GetSessionResponse } from "@/gen/passemploi/identite/v1/session_service_pb";
import {
  DossierImiloSchema,
  DroitFiche,
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
import { Dispositif, Structure } from "@/gen/passemploi/identite/v1/structure_pb";
import { MotifSuppression } from "@/gen/passemploi/portefeuille/v1/compte_pb";
import { droits, idBeneficiaire, ilYA } from "./distribution";
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

const MOTIFS = [
  { motif: MotifSuppression.EMPLOI_DURABLE, libelle: "Emploi durable (plus de 6 mois)" },
  { motif: MotifSuppression.DEMENAGEMENT, libelle: "Déménagement" },
  { motif: MotifSuppression.AUTRE, libelle: "Autre", commentaireRequis: true },
];

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
    suiviTemporaire: f.suiviTemporaire !== undefined,
    suiviTemporaireFin: f.suiviTemporaire?.fin,
    aArchiver: f.aArchiver,
    mlDifferente: f.mlDifferente,
    imiloLuLe: f.imiloLuLe,
  });

function refuserPret(fiche: Fiche, confirme: boolean): void {
  if (!fiche.suiviTemporaire || confirme) return;
  throw refus(Code.FailedPrecondition, "PRET_A_CONFIRMER", {
    metadonnees: { conseiller: fiche.suiviTemporaire.premierConseiller },
  });
}

/** The people of a conseiller, kept in memory. */
export function servirPortefeuille(routeur: ConnectRouter, entree: Entree): void {
  const { etat } = entree;
  const entrer = (contexte: HandlerContext) => entree.entrer(contexte);

  function trouver(id: string): Fiche {
    const trouvee = [...etat.fiches, ...etat.collegues].find((f) => f.id === id);
    if (!trouvee) throw refus(Code.NotFound, "INTROUVABLE");
    return trouvee;
  }

  function lireVersion({ beneficiaireId, etag }: { beneficiaireId: string; etag: string }): Fiche {
    const lue = trouver(beneficiaireId);
    if (lue.etag !== etag) throw refus(Code.Aborted, "ETAG_PERIME");
    return lue;
  }

  /** A new object, as a new reading would be. */
  function nouvelleVersion(fiche: Fiche): string {
    fiche.etag = `${fiche.etag}+`;
    etat.fiches = etat.fiches.map((f) => (f === fiche ? create(FicheSchema, fiche) : f));
    return fiche.etag;
  }

  function retirer(fiche: Fiche): void {
    etat.fiches = etat.fiches.filter((f) => f !== fiche);
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

  /** What this id has already made; refused when it came with other information. */
  function dejaCree(requestId: string, champs: Partial<Fiche>): Fiche | undefined {
    const deja = etat.creations.get(requestId);
    const autre = Object.entries(champs).some(([nom, valeur]) => deja?.[nom as keyof Fiche] !== valeur);
    if (deja && autre) throw refus(Code.AlreadyExists, "CLE_REUTILISEE");
    return deja;
  }

  function creer(
    requestId: string,
    moi: GetSessionResponse,
    champs: Partial<Omit<Fiche, "$typeName" | "$unknown">>,
  ): Fiche {
    const nouvelle = create(FicheSchema, {
      id: idBeneficiaire(500 + etat.creations.size),
      structure: moi.structure,
      dispositif: moi.dispositifs[0],
      etat: EtatCompte.NON_ACTIVE,
      dateCreation: timestampFromDate(new Date()),
      etag: "v1",
      droits: droits(moi.structure === Structure.MILO, EtatCompte.NON_ACTIVE, moi.dispositifs[0]!),
      referent: `${moi.prenom} ${moi.nom}`,
      ...champs,
    });
    etat.creations.set(requestId, nouvelle);
    etat.fiches.push(nouvelle);
    return nouvelle;
  }

  const lister = ({ recherche, orderBy, pageSize, skip, ...filtres }: ListPortefeuilleRequest) => {
    const garde = (f: Fiche) =>
      correspond(f, recherche) &&
      (filtres.dispositifs.length === 0 || filtres.dispositifs.includes(f.dispositif)) &&
      (!filtres.nonActives || f.etat !== EtatCompte.ACTIF) &&
      (!filtres.suiviTemporaire || f.suiviTemporaire !== undefined) &&
      (!filtres.aArchiver || f.aArchiver.length > 0);
    const trouvees = trier(etat.fiches.filter(garde), orderBy);
    return {
      aRecuperer: etat.aRecuperer,
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
      const deja = dejaCree(requestId, { prenom, nom, email });
      if (!deja) refuserEmailPris(email);
      const cree = deja ?? creer(requestId, moi, { prenom, nom, email });
      entree.apres(contexte);
      return { beneficiaireId: cree.id, etat: cree.etat };
    },
    getDossierImilo: async ({ numero }, contexte) => {
      await entrer(contexte);
      return { dossier: lireDossier(numero) };
    },
    createBeneficiaireMilo: async (demande, contexte) => {
      const moi = await entrer(contexte);
      const { requestId, dispositif } = demande;
      const deja = dejaCree(requestId, { numeroDossier: demande.numero, dispositif });
      if (deja) return { beneficiaireId: deja.id, etat: deja.etat };
      const { prenom, nom, email, numero } = lireDossier(demande.numero);
      if (numero.endsWith("9") && !demande.surcharge) {
        throw refus(Code.FailedPrecondition, "COMPTE_AUTRE_ML");
      }
      const cree = creer(requestId, moi, {
        prenom,
        nom,
        email,
        numeroDossier: numero,
        dispositif,
        peutVoirComptage: demande.peutVoirComptage,
        ...(etat.incertain && { etat: EtatCompte.CREATION_INCERTAINE }),
      });
      entree.apres(contexte);
      return { beneficiaireId: cree.id, etat: cree.etat };
    },
    resumeCreation: async ({ beneficiaireId }, contexte) => {
      await entrer(contexte);
      const reprise = trouver(beneficiaireId);
      reprise.etat = EtatCompte.NON_ACTIVE;
      return { etat: reprise.etat };
    },
    updateBeneficiaire: async (demande, contexte) => {
      await entrer(contexte);
      const modifiee = lireVersion(demande);
      if (demande.identifiantFt !== undefined) {
        const identifiant = demande.identifiantFt.toUpperCase();
        if (identifiant !== "" && etat.fiches.some((f) => f !== modifiee && f.identifiantFt === identifiant)) {
          throw refus(Code.AlreadyExists, "IDENTIFIANT_EXISTE_DEJA");
        }
        modifiee.identifiantFt = identifiant || undefined;
      }
      if (demande.peutVoirComptage !== undefined) {
        modifiee.peutVoirComptage = demande.peutVoirComptage;
      }
      if (demande.dispositif !== undefined) {
        modifiee.dispositif = demande.dispositif;
        if (demande.dispositif !== Dispositif.CEJ) modifiee.peutVoirComptage = false;
        modifiee.droits = droits(true, modifiee.etat, demande.dispositif);
      }
      return { etag: nouvelleVersion(modifiee) };
    },
    correctEmail: async (demande, contexte) => {
      await entrer(contexte);
      const corrigee = lireVersion(demande);
      refuserEmailPris(demande.email);
      corrigee.email = demande.email.trim().toLowerCase();
      return { email: corrigee.email, etag: nouvelleVersion(corrigee) };
    },
    resendActivation: async ({ beneficiaireId }, contexte) => {
      await entrer(contexte);
      const fiche = trouver(beneficiaireId);
      if (fiche.prochainEnvoiActivation) {
        throw refus(Code.ResourceExhausted, "RENVOI_TROP_TOT", { attente: 420 });
      }
      fiche.lienActivationExpireLe = ilYA(-12 * 3_600_000);
      fiche.prochainEnvoiActivation = ilYA(-600_000);
      return {
        lienActivationExpireLe: fiche.lienActivationExpireLe,
        prochainEnvoiLe: fiche.prochainEnvoiActivation,
      };
    },
    requestActivation: async (demande, contexte) => {
      await entree.avant(contexte);
      etat.demandes.set("RequestActivation", demande);
      return {};
    },
    abandonCreation: async ({ beneficiaireId }, contexte) => {
      await entrer(contexte);
      retirer(trouver(beneficiaireId));
      return {};
    },
    listMotifsSuppression: async (demande, contexte) => {
      await entrer(contexte);
      etat.demandes.set("ListMotifsSuppression", demande);
      return { motifs: MOTIFS };
    },
    archiveBeneficiaire: async (demande, contexte) => {
      await entrer(contexte);
      etat.demandes.set("ArchiveBeneficiaire", demande);
      const partante = trouver(demande.beneficiaireId);
      refuserPret(partante, demande.confirmerFinDePret);
      retirer(partante);
      return {};
    },
    deleteBeneficiaire: async (demande, contexte) => {
      await entrer(contexte);
      const partante = trouver(demande.beneficiaireId);
      refuserPret(partante, demande.confirmerFinDePret);
      if (!partante.droits.includes(DroitFiche.SUPPRIMER)) {
        throw refus(Code.FailedPrecondition, "COMPTE_DEJA_ACTIVE");
      }
      retirer(partante);
      return {};
    },
    listHistoriqueConseillers: async ({ beneficiaireId }, contexte) => {
      await entrer(contexte);
      trouver(beneficiaireId);
      return { periodes: etat.periodes };
    },
    searchEtablissement: async ({ recherche, pageSize, skip }, contexte) => {
      const moi = await entrer(contexte);
      const trouvees = [...etat.fiches, ...etat.collegues].filter((f) => correspond(f, recherche));
      return {
        lignes: trouvees.slice(skip, skip + (pageSize || 10)).map((f) => ({
          id: f.id,
          prenom: f.prenom,
          nom: f.nom,
          situation: f.situations[0],
          etat: f.etat,
          derniereActivite: f.derniereActivite,
          conseiller: f.referent,
          monPortefeuille: f.referent === `${moi.prenom} ${moi.nom}`,
          imiloLuLe: f.imiloLuLe,
        })),
        totalSize: trouvees.length,
      };
    },
    findDossierImilo: async ({ numero }, contexte) => {
      await entrer(contexte);
      if (!/^\d{1,11}$/.test(numero)) {
        throw refus(Code.InvalidArgument, "NUMERO_DOSSIER_INVALIDE", {
          champs: [{ champ: "numero", description: "Le numéro de dossier comporte 1 à 11 chiffres." }],
        });
      }
      const connue = [...etat.fiches, ...etat.collegues].find((f) => f.numeroDossier === numero);
      return { numero, beneficiaireId: connue?.id };
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
