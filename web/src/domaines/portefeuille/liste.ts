import type { Jour } from "@/gen/passemploi/commun/v1/jour_pb";
import { Dispositif } from "@/gen/passemploi/identite/v1/structure_pb";
import { dispositifs } from "@/i18n/fr/identite";
import { portefeuille as textes } from "@/i18n/fr/portefeuille";
import {
  EtatCompte,
  type LignePortefeuille,
} from "@/gen/passemploi/portefeuille/v1/beneficiaire_pb";
import { instantDe, instantLisible, jourLisible, type DateLisible } from "@/platform/dates";

/** Search, sort and page of the list, as the address bar holds them. */
export const COLONNES_TRIABLES = ["nom", "situation", "derniere_activite"] as const;
export type ColonneTriable = (typeof COLONNES_TRIABLES)[number];

export interface Tri {
  colonne: ColonneTriable;
  descendant: boolean;
}

/** What the list may be narrowed to, beside the dispositif. */
export const STATUTS = ["non-active", "suivi-temporaire", "a-archiver"] as const;
export type Statut = (typeof STATUTS)[number];

export interface FiltresListe {
  dispositifs: Dispositif[];
  statuts: Statut[];
}

export interface RechercheListe extends FiltresListe {
  q: string;
  tri: Tri;
  page: number;
}

export const SANS_FILTRE: FiltresListe = { dispositifs: [], statuts: [] };

export const TAILLE_PAGE = 10;
/** The contract counts the rows to skip on 32 bits. */
export const PAGE_MAX = Math.floor((2 ** 31 - 1) / TAILLE_PAGE) + 1;
export const RECHERCHE_MAX = 100;
const TRI_PAR_DEFAUT: Tri = { colonne: "nom", descendant: false };

function lireTri(texte: string | undefined): Tri {
  const descendant = texte?.startsWith("-") ?? false;
  const colonne = COLONNES_TRIABLES.find((c) => c === texte?.replace(/^-/, ""));
  return colonne ? { colonne, descendant } : TRI_PAR_DEFAUT;
}

/** Dispositifs by their names: "cej,pacea". */
const nomDispositif = (dispositif: Dispositif) => Dispositif[dispositif].toLowerCase();

function lireFiltres(dispositif: string | undefined, statut: string | undefined): FiltresListe {
  const connus = Object.values(Dispositif).filter(
    (d): d is Dispositif => typeof d === "number" && d !== Dispositif.UNSPECIFIED,
  );
  const demandes = dispositif?.split(",") ?? [];
  const statuts = statut?.split(",") ?? [];
  return {
    dispositifs: connus.filter((d) => demandes.includes(nomDispositif(d))),
    statuts: STATUTS.filter((s) => statuts.includes(s)),
  };
}

export function nombreDeFiltres({ dispositifs, statuts }: FiltresListe): number {
  return dispositifs.length + statuts.length;
}

export function lireRecherche(brut: Record<string, unknown>): RechercheListe {
  const texte = (cle: string) => (brut[cle] === undefined ? undefined : String(brut[cle]));
  const page = Number(texte("page"));
  return {
    q: (texte("q") ?? "").slice(0, RECHERCHE_MAX),
    tri: lireTri(texte("tri")),
    ...lireFiltres(texte("dispositif"), texte("statut")),
    page: Number.isInteger(page) && page >= 1 ? Math.min(page, PAGE_MAX) : 1,
  };
}

/** Defaults are left out: the plain address is the plain list. */
export function ecrireRecherche(recherche: RechercheListe): Record<string, string | undefined> {
  const { q, tri, page, dispositifs, statuts } = recherche;
  const parDefaut = tri.colonne === TRI_PAR_DEFAUT.colonne && !tri.descendant;
  return {
    q: q || undefined,
    dispositif: dispositifs.map(nomDispositif).join(",") || undefined,
    statut: statuts.join(",") || undefined,
    tri: parDefaut ? undefined : `${tri.descendant ? "-" : ""}${tri.colonne}`,
    page: page > 1 ? String(page) : undefined,
  };
}

/** The next sort after a click: the first click on an activity shows the most recent. */
export function trierAutrement(tri: Tri, colonne: ColonneTriable): Tri {
  if (tri.colonne === colonne) return { colonne, descendant: !tri.descendant };
  return { colonne, descendant: colonne === "derniere_activite" };
}

export function requeteListe(recherche: RechercheListe) {
  return {
    recherche: recherche.q,
    orderBy: `${recherche.tri.colonne}${recherche.tri.descendant ? " desc" : ""}`,
    pageSize: TAILLE_PAGE,
    skip: (recherche.page - 1) * TAILLE_PAGE,
    dispositifs: recherche.dispositifs,
    nonActives: recherche.statuts.includes("non-active"),
    suiviTemporaire: recherche.statuts.includes("suivi-temporaire"),
    aArchiver: recherche.statuts.includes("a-archiver"),
  };
}

export function nombreDePages(total: number): number {
  return Math.max(1, Math.ceil(total / TAILLE_PAGE));
}

/** One row, ready to be shown. */
export interface LigneVue {
  id: string;
  prenom: string;
  nom: string;
  nomComplet: string;
  dispositif: string;
  situation: string | undefined;
  activite: DateLisible | undefined;
  /** Said instead of the activity when there is none. */
  sansActivite: string;
  compteNonActive: boolean;
  creationIncertaine: boolean;
  repris: boolean;
  /** The mark of a loan, with its end when one was said. */
  suiviTemporaire: string | undefined;
  aArchiver: boolean;
  mlDifferente: boolean;
}

function marquePret(fin: Jour | undefined): string {
  return fin ? textes.liste.suiviTemporaireJusquau(jourLisible(fin)) : textes.liste.suiviTemporaire;
}

export function vueLigne(ligne: LignePortefeuille, maintenant: Date): LigneVue {
  const activite = instantDe(ligne.derniereActivite);
  const actif = ligne.etat === EtatCompte.ACTIF;
  return {
    id: ligne.id,
    prenom: ligne.prenom,
    nom: ligne.nom,
    nomComplet: `${ligne.prenom} ${ligne.nom}`,
    dispositif: dispositifs[ligne.dispositif],
    situation: ligne.situation?.categorie,
    activite: activite && instantLisible(activite, maintenant),
    sansActivite: actif ? textes.liste.jamais : textes.liste.nonActive,
    compteNonActive: ligne.etat === EtatCompte.NON_ACTIVE,
    creationIncertaine: ligne.etat === EtatCompte.CREATION_INCERTAINE,
    repris: ligne.reprisLe !== undefined,
    suiviTemporaire: ligne.suiviTemporaire ? marquePret(ligne.suiviTemporaireFin) : undefined,
    aArchiver: ligne.aArchiver.length > 0,
    mlDifferente: ligne.mlDifferente,
  };
}
