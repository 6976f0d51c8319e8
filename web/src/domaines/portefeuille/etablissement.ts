import {
  EtatCompte,
  type Situation,
} from "@/gen/passemploi/portefeuille/v1/beneficiaire_pb";
import type { LigneEtablissement } from "@/gen/passemploi/portefeuille/v1/portefeuille_service_pb";
import { portefeuille } from "@/i18n/fr/portefeuille";
import { instantDe, instantLisible, type DateLisible } from "@/platform/dates";
import { PAGE_MAX, RECHERCHE_MAX, TAILLE_PAGE } from "./liste";

/** Search and page, as the address bar holds them. */
export interface RechercheEtablissement {
  q: string;
  page: number;
}

export const RECHERCHE_MIN = 2;

export function lireRechercheEtablissement(brut: Record<string, unknown>): RechercheEtablissement {
  const page = Number(brut["page"]);
  return {
    q: String(brut["q"] ?? "").slice(0, RECHERCHE_MAX),
    page: Number.isInteger(page) && page >= 1 ? Math.min(page, PAGE_MAX) : 1,
  };
}

export function ecrireRechercheEtablissement({ q, page }: RechercheEtablissement) {
  return { q: q || undefined, page: page > 1 ? String(page) : undefined };
}

export function rechercheComplete({ q }: Pick<RechercheEtablissement, "q">): boolean {
  return [...q.trim()].length >= RECHERCHE_MIN;
}

export function requeteEtablissement({ q, page }: RechercheEtablissement) {
  return { recherche: q, pageSize: TAILLE_PAGE, skip: (page - 1) * TAILLE_PAGE };
}

/** One row, ready to be shown. */
export interface LigneEtablissementVue {
  id: string;
  prenom: string;
  nom: string;
  situation: Situation | undefined;
  activite: DateLisible | undefined;
  compteNonActive: boolean;
  /** Said instead of the activity when there is none. */
  sansActivite: string;
  conseiller: string;
  mien: boolean;
}

const SANS_ACTIVITE: Record<EtatCompte, string> = {
  [EtatCompte.UNSPECIFIED]: portefeuille.liste.jamais,
  [EtatCompte.CREATION_INCERTAINE]: portefeuille.liste.creationIncertaine,
  [EtatCompte.NON_ACTIVE]: portefeuille.liste.nonActive,
  [EtatCompte.ACTIF]: portefeuille.liste.jamais,
};

export function vueEtablissement(
  ligne: LigneEtablissement,
  maintenant: Date,
): LigneEtablissementVue {
  const activite = instantDe(ligne.derniereActivite);
  return {
    id: ligne.id,
    prenom: ligne.prenom,
    nom: ligne.nom,
    situation: ligne.situation,
    activite: activite && instantLisible(activite, maintenant),
    compteNonActive: ligne.etat === EtatCompte.NON_ACTIVE,
    sansActivite: SANS_ACTIVITE[ligne.etat],
    conseiller: ligne.conseiller,
    mien: ligne.monPortefeuille,
  };
}
