import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { JourSchema } from "@/gen/passemploi/commun/v1/jour_pb";
import { dansUnePhrase, dateSeule, heure, instantLisible, jourLisible } from "@/platform/dates";

const PARIS = "Europe/Paris";
const le = (iso: string) => new Date(iso);

test("D31 formats: today, yesterday, another day", () => {
  const maintenant = le("2024-02-15T15:00:00+01:00");
  const court = (iso: string) => instantLisible(le(iso), maintenant, PARIS).court;
  expect(court("2024-02-15T14:43:00+01:00")).toBe("Aujourd'hui à 14h43");
  expect(court("2024-02-14T13:59:00+01:00")).toBe("Hier à 13h59");
  expect(court("2024-02-13T18:38:00+01:00")).toBe("Le 13/02/2024 à 18h38");
  expect(heure(le("2024-02-13T00:05:00+01:00"), PARIS)).toBe("00h05");
});

test("D31 the long form is for the ears", () => {
  const date = instantLisible(le("2024-02-13T18:38:00+01:00"), le("2024-02-13T19:00:00+01:00"), PARIS);
  expect(date.long).toBe("Le 13 février 2024 à 18h38");
  expect(dansUnePhrase(date)).toBe("aujourd'hui à 18h38");
});

test("D30 the day is the one of the zone: days of 23 and 25 hours, overseas", () => {
  // The clocks change in the night of 28 to 29 March 2026.
  const apresChangement = le("2026-03-29T23:30:00+02:00");
  expect(instantLisible(le("2026-03-28T23:45:00+01:00"), apresChangement, PARIS).court).toBe(
    "Hier à 23h45",
  );
  const nuit = le("2026-03-11T01:30:00Z");
  expect(dateSeule(nuit, "America/Cayenne")).toBe("10/03/2026");
  expect(dateSeule(nuit, PARIS)).toBe("11/03/2026");
});

test("a calendar day is shown as it came", () => {
  expect(jourLisible(create(JourSchema, { annee: 2024, mois: 9, jour: 5 }))).toBe("05/09/2024");
});
