import type { Timestamp } from "@bufbuild/protobuf/wkt";
import { timestampDate } from "@bufbuild/protobuf/wkt";
import type { Jour } from "@/gen/passemploi/commun/v1/jour_pb";

/**
 * Dates as people read them (D31): "15h40", "Aujourd'hui à 14h43", "Le 13/02/2024 à 18h38".
 * Instants are shown in the zone of the device (D30) unless a zone is given.
 */
export interface DateLisible {
  court: string;
  /** For screen readers, which spell figures one by one. */
  long: string;
}

function morceaux(instant: Date, zone: string | undefined): Record<string, string> {
  const parties = new Intl.DateTimeFormat("fr-FR", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(instant);
  return Object.fromEntries(parties.map((p) => [p.type, p.value]));
}

function jourDe(instant: Date, zone: string | undefined): string {
  const p = morceaux(instant, zone);
  return `${p.day}/${p.month}/${p.year}`;
}

export function heure(instant: Date, zone?: string): string {
  const p = morceaux(instant, zone);
  return `${p.hour}h${p.minute}`;
}

/** The calendar day before `instant`, in the zone: days of 23 and 25 hours exist. */
function veille(instant: Date, zone: string | undefined): string {
  const p = morceaux(instant, zone);
  const midiUtc = Date.UTC(Number(p.year), Number(p.month) - 1, Number(p.day), 12);
  return jourDe(new Date(midiUtc - 86_400_000), "UTC");
}

export function instantLisible(instant: Date, maintenant: Date, zone?: string): DateLisible {
  const jour = jourDe(instant, zone);
  const a = `à ${heure(instant, zone)}`;
  const dateLongue = new Intl.DateTimeFormat("fr-FR", { timeZone: zone, dateStyle: "long" });
  const long = `Le ${dateLongue.format(instant)} ${a}`;
  if (jour === jourDe(maintenant, zone)) return { court: `Aujourd'hui ${a}`, long };
  if (jour === veille(maintenant, zone)) return { court: `Hier ${a}`, long };
  return { court: `Le ${jour} ${a}`, long };
}

/** The same inside a sentence: "… depuis le 13/02/2024 à 18h38". */
export function dansUnePhrase(date: DateLisible): string {
  return date.court.charAt(0).toLowerCase() + date.court.slice(1);
}

export function dateSeule(instant: Date, zone?: string): string {
  return jourDe(instant, zone);
}

/** The day as a title: "Aujourd'hui", "Hier", "Lundi 9 novembre 2026". */
export function jourLisibleDe(instant: Date, maintenant: Date, zone?: string): string {
  const jour = jourDe(instant, zone);
  if (jour === jourDe(maintenant, zone)) return "Aujourd'hui";
  if (jour === veille(maintenant, zone)) return "Hier";
  const titre = new Intl.DateTimeFormat("fr-FR", { timeZone: zone, dateStyle: "full" });
  const texte = titre.format(instant);
  return texte.charAt(0).toLocaleUpperCase("fr") + texte.slice(1);
}

/** The day as the control of the browser holds it: "2026-11-09". */
export function jourChamp(instant: Date, zone?: string): string {
  return jourDe(instant, zone).split("/").toReversed().join("-");
}

const deux = (n: number) => String(n).padStart(2, "0");

export function jourLisible(jour: Jour): string {
  return `${deux(jour.jour)}/${deux(jour.mois)}/${jour.annee}`;
}

export function instantDe(timestamp: Timestamp | undefined): Date | undefined {
  return timestamp && timestampDate(timestamp);
}
