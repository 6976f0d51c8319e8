import type { PeriodeConseiller } from "@/gen/passemploi/portefeuille/v1/portefeuille_service_pb";
import { fiche } from "@/i18n/fr/fiche";
import { dateSeule, instantDe } from "@/platform/dates";

const textes = fiche.historique;

/** One conseiller, ready to be shown. */
export interface PeriodeVue {
  cle: string;
  titre: string;
  origine: string;
}

export function vuePeriode(periode: PeriodeConseiller, rang: number): PeriodeVue {
  const debut = instantDe(periode.debut);
  const fin = instantDe(periode.fin);
  const quand =
    debut && (fin ? textes.periode(dateSeule(debut), dateSeule(fin)) : textes.depuis(dateSeule(debut)));
  const origine = textes.origines[periode.origine] ?? "";
  const par = periode.auteur ? textes.par(periode.auteur) : "";
  return {
    cle: String(rang),
    titre: quand ? `${quand}${textes.separateur}${periode.conseiller}` : periode.conseiller,
    origine: [origine, par].filter(Boolean).join(", "),
  };
}
