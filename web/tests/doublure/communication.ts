import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { Code, type ConnectRouter } from "@connectrpc/connect";
import { NotificationsService } from "@/gen/passemploi/communication/v1/notifications_service_pb";
import type { Entree } from "./entree";
import { page } from "./pages";
import { refus } from "./refus";

/** Notifications and devices, kept in memory; the stream follows them. */
export function servirCommunication(routeur: ConnectRouter, entree: Entree): void {
  const { etat } = entree;

  routeur.service(NotificationsService, {
    listNotifications: async ({ pageSize, pageToken, nonLuesSeulement }, contexte) => {
      const espace = await entree.entrerDans(contexte);
      const toutes = etat.notifications[espace];
      const voulues = nonLuesSeulement ? toutes.filter(({ lueLe }) => lueLe === undefined) : toutes;
      const { lignes, suivante } = page(voulues, pageSize || 20, pageToken);
      return { notifications: lignes, nextPageToken: suivante, nonLues: etat.nonLues(espace) };
    },
    markNotificationsLues: async ({ ids, toutes }, contexte) => {
      const espace = await entree.entrerDans(contexte);
      for (const notification of etat.notifications[espace]) {
        if (toutes || ids.includes(notification.id)) {
          notification.lueLe ??= timestampFromDate(new Date());
        }
      }
      etat.prevenir();
      return { nonLues: etat.nonLues(espace) };
    },
    async *watchNotifications(_, contexte) {
      const espace = await entree.entrerDans(contexte);
      const { changements } = etat;
      etat.ecoutes += 1;
      try {
        for (let changement = false; !contexte.signal.aborted; changement = true) {
          yield { nonLues: etat.nonLues(espace), changement };
          await new Promise<void>((suite) => {
            changements.addEventListener("change", () => suite(), { once: true });
            contexte.signal.addEventListener("abort", () => suite(), { once: true });
          });
          if (!etat.sessions[espace]) throw refus(Code.Unauthenticated, "SESSION_REVOQUEE");
        }
      } finally {
        etat.ecoutes -= 1;
      }
    },
    registerAppareil: async ({ canal }, contexte) => {
      await entree.entrer(contexte);
      const endpoint = canal.value?.endpoint ?? "";
      if (!endpoint.startsWith("https://")) {
        throw refus(Code.InvalidArgument, "ABONNEMENT_INVALIDE");
      }
      const connu = [...etat.appareils].find(([, adresse]) => adresse === endpoint);
      const id = connu?.[0] ?? `30000000-0000-4000-8000-${String(etat.appareils.size).padStart(12, "0")}`;
      etat.appareils.set(id, endpoint);
      return { id };
    },
    deleteAppareil: async ({ id }, contexte) => {
      await entree.entrer(contexte);
      etat.appareils.delete(id);
      return {};
    },
  });
}
