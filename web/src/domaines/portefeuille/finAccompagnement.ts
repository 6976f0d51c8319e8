import type { Jour } from "@/gen/passemploi/commun/v1/jour_pb";
import { MotifSuppression, type MotifPropose } from "@/gen/passemploi/portefeuille/v1/compte_pb";
import { texteErreur } from "@/i18n/fr/erreurs";
import { fiche } from "@/i18n/fr/fiche";
import { dateSeule, jourChamp } from "@/platform/dates";
import type { Erreur } from "@/platform/erreurs";
import type { Erreurs, Regles } from "@/ui/useFormulaire";
import { jourDuChamp } from "./consultations";
import { verifierCommentaire, type Verdict } from "./saisie";

/** The end of an accompaniment: what is asked when a person leaves, or changes dispositif. */
export type ChampFin = "motif" | "commentaire" | "date";

export const idChampFin = (champ: ChampFin) => `fin-${champ}`;

const textes = fiche.fin;

export interface BornesFin {
  /** As the control of the browser holds them. */
  debut: string | undefined;
  fin: string;
  aide: string | undefined;
}

/** From the creation to today; the zone of the person, which the server knows, has the last word. */
export function bornesFin(creation: Date | undefined, maintenant: Date): BornesFin {
  return {
    debut: creation && jourChamp(creation),
    fin: jourChamp(maintenant),
    aide: creation && textes.dateAide(dateSeule(creation), dateSeule(maintenant)),
  };
}

const enClair = (jour: string) => jour.split("-").toReversed().join("/");

function verifierDate(valeur: string, { debut, fin }: BornesFin): Verdict {
  if (jourDuChamp(valeur) === undefined) return textes.dateRequise;
  if ((debut !== undefined && valeur < debut) || valeur > fin) {
    return textes.dateHorsBornes(enClair(debut ?? valeur), enClair(fin));
  }
  return undefined;
}

export function motifChoisi(motifs: MotifPropose[], valeur: string): MotifPropose | undefined {
  return motifs.find(({ motif }) => String(motif) === valeur);
}

export function reglesFin(motifs: MotifPropose[], bornes: BornesFin): Regles<ChampFin> {
  return {
    motif: (valeur) => (motifChoisi(motifs, valeur) ? undefined : textes.motifRequis),
    commentaire: (valeur, { motif }) =>
      verifierCommentaire(valeur, motifChoisi(motifs, motif)?.commentaireRequis ?? false),
    date: (valeur) => verifierDate(valeur, bornes),
  };
}

export function finDemandee({ motif, date }: Record<"motif" | "date", string>): {
  motif: MotifSuppression;
  dateFinAccompagnement: Omit<Jour, "$typeName" | "$unknown"> | undefined;
} {
  return { motif: Number(motif), dateFinAccompagnement: jourDuChamp(date) };
}

const CHAMP_PAR_RAISON: Partial<Record<NonNullable<Erreur["raison"]>, ChampFin>> = {
  MOTIF_NON_PERMIS: "motif",
  COMMENTAIRE_REQUIS: "commentaire",
  TEXTE_TROP_LONG: "commentaire",
  CARACTERE_INTERDIT: "commentaire",
  DATE_HORS_BORNES: "date",
};

/** Beside the field, when a refusal of the server is about one. */
export function erreursFin(refus: Erreur): Erreurs<ChampFin> | undefined {
  const champ = refus.raison && CHAMP_PAR_RAISON[refus.raison];
  return champ && { [champ]: texteErreur(refus).texte };
}
