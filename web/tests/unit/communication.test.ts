import { create } from "@bufbuild/protobuf";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { expect, test } from "vitest";
import { destination } from "@/domaines/communication/destinations";
import { parJour } from "@/domaines/communication/modele";
import {
  NotificationSchema,
  TypeNotification,
} from "@/gen/passemploi/communication/v1/notifications_service_pb";
import type { Espace } from "@/platform/espace";

const TYPES = Object.values(TypeNotification).filter((t): t is TypeNotification => typeof t === "number");

test("each kind of notification has its page, or stays in the centre; an unknown one too", () => {
  const pages = (espace: Espace, idObjet?: string) =>
    Object.fromEntries(
      TYPES.map((type) => [TypeNotification[type], destination(espace, type, idObjet)]),
    );
  expect(pages("conseiller", "id")).toMatchObject({
    ADMINISTRATIF: "/beneficiaires/id",
    SESSION_FERMEE: "/profil",
    DROIT_SUPERVISEUR: undefined,
    NOUVEAU_CONSEILLER: undefined,
  });
  expect(pages("conseiller")).toMatchObject({ ADMINISTRATIF: undefined });
  expect(pages("beneficiaire", "id")).toEqual({
    UNSPECIFIED: undefined,
    ADMINISTRATIF: "/profil",
    SESSION_FERMEE: "/profil",
    DROIT_SUPERVISEUR: undefined,
    NOUVEAU_CONSEILLER: "/profil",
    NOUVELLES_FONCTIONNALITES: undefined,
    CENTRE_DE_NOTIFS_UNIQUEMENT: undefined,
  });
  expect(destination("beneficiaire", 999 as TypeNotification, undefined)).toBeUndefined();
});

const a = (date: string) =>
  create(NotificationSchema, { id: date, date: timestampFromDate(new Date(date)) });

test("D30 D31 by day of the device, newest first, the words of each day", () => {
  const maintenant = new Date("2026-11-21T10:00:00Z");
  const journees = parJour(
    [a("2026-11-21T08:00:00Z"), a("2026-11-20T23:30:00Z"), a("2026-11-20T08:00:00Z"), a("2026-11-09T08:00:00Z")],
    maintenant,
  );
  expect(journees.map(({ jour, notifications }) => [jour, notifications.length])).toEqual([
    // 23h30 UTC is the next day in Paris.
    ["Aujourd'hui", 2],
    ["Hier", 1],
    ["Lundi 9 novembre 2026", 1],
  ]);
});
