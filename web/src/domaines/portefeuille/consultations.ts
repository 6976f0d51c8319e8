import type { Jour } from "@/gen/passemploi/commun/v1/jour_pb";
import type { Consultation } from "@/gen/passemploi/portefeuille/v1/portefeuille_service_pb";
import { consultations as textes } from "@/i18n/fr/consultations";
import { heure, instantDe, jourLisible } from "@/platform/dates";

/** Filters of the journal, as the address bar holds them. */
export interface FiltreConsultations {
  lecteur: string;
  /** Days, "2026-11-09"; empty for none. */
  debut: string;
  fin: string;
}

export const SANS_FILTRE: FiltreConsultations = { lecteur: "", debut: "", fin: "" };
const JOUR = /^(\d{4})-(\d{2})-(\d{2})$/;

export function lireFiltre(brut: Record<string, unknown>): FiltreConsultations {
  const texte = (cle: string) => (typeof brut[cle] === "string" ? brut[cle] : "");
  const jour = (cle: string) => (JOUR.test(texte(cle)) ? texte(cle) : "");
  return { lecteur: texte("lecteur"), debut: jour("debut"), fin: jour("fin") };
}

export function jourDuChamp(texte: string): Omit<Jour, "$typeName" | "$unknown"> | undefined {
  const [, annee, mois, jour] = JOUR.exec(texte) ?? [];
  return annee ? { annee: Number(annee), mois: Number(mois), jour: Number(jour) } : undefined;
}

/** Days compare as texts: "2026-11-09" < "2026-11-10". */
export function periodeFausse({ debut, fin }: FiltreConsultations): boolean {
  return debut !== "" && fin !== "" && debut > fin;
}

export function requeteConsultations(beneficiaireId: string, filtre: FiltreConsultations) {
  return {
    beneficiaireId,
    lecteurId: filtre.lecteur,
    debut: jourDuChamp(filtre.debut),
    fin: jourDuChamp(filtre.fin),
    pageSize: 20,
    pageToken: "",
  };
}

/** One line, ready to be shown. */
export interface ConsultationVue {
  cle: string;
  jour: string;
  derniere: string | undefined;
  personne: string;
  fonction: string;
  relation: string;
  acte: string;
  objet: string;
  nombre: string | undefined;
  refusee: boolean;
  /** Why, for a reading of the support. */
  motif: string | undefined;
}

export function vueConsultation(ligne: Consultation, rang: number): ConsultationVue {
  const derniere = instantDe(ligne.derniere);
  const { actes } = textes;
  return {
    cle: String(rang),
    jour: ligne.jour ? jourLisible(ligne.jour) : "",
    derniere: derniere && textes.derniere(heure(derniere)),
    personne: ligne.lecteur ?? textes.sansNom,
    fonction: ligne.fonction.charAt(0).toLocaleUpperCase("fr") + ligne.fonction.slice(1),
    relation: textes.relations[ligne.relation],
    acte: ligne.refusee ? actes.refuse : ligne.modification ? actes.modifie : actes.consulte,
    objet: textes.objets[ligne.objet] ?? textes.objets[0],
    nombre: ligne.nombre > 1 ? textes.fois(ligne.nombre) : undefined,
    refusee: ligne.refusee,
    motif: ligne.motif,
  };
}

export interface Lecteur {
  id: string;
  nom: string;
}

/** Those whom the filter may name: met on a page, each once, by name. */
export function lecteurs(lignes: Consultation[], connus: Lecteur[]): Lecteur[] {
  const parId = new Map(connus.map((lecteur) => [lecteur.id, lecteur]));
  for (const { lecteurId, lecteur } of lignes) {
    if (lecteurId !== undefined && lecteur !== undefined) {
      parId.set(lecteurId, { id: lecteurId, nom: lecteur });
    }
  }
  return [...parId.values()].toSorted((a, b) => a.nom.localeCompare(b.nom, "fr"));
}
