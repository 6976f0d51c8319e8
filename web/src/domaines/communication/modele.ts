import type { Notification } from "@/gen/passemploi/communication/v1/notifications_service_pb";
import { dateSeule, instantDe, instantLisible, jourLisibleDe, type DateLisible } from "@/platform/dates";
import type { Espace } from "@/platform/espace";
import { destination } from "./destinations";

/** One notification, ready to be shown. */
export interface NotificationVue {
  id: string;
  titre: string;
  description: string;
  quand: DateLisible | undefined;
  nonLue: boolean;
  /** The page that it opens; absent when it stays in the centre. */
  vers: string | undefined;
}

export interface JourneeNotifications {
  jour: string;
  notifications: NotificationVue[];
}

export function vueNotification(
  notification: Notification,
  maintenant: Date,
  espace: Espace,
): NotificationVue {
  const date = instantDe(notification.date);
  return {
    id: notification.id,
    titre: notification.titre,
    description: notification.description,
    quand: date && instantLisible(date, maintenant),
    nonLue: notification.lueLe === undefined,
    vers: destination(espace, notification.type, notification.idObjet),
  };
}

/** Those of a bénéficiaire by day, in the order of the server: newest first. */
export function parJour(notifications: Notification[], maintenant: Date): JourneeNotifications[] {
  const journees: JourneeNotifications[] = [];
  let courante = "";
  for (const notification of notifications) {
    const date = instantDe(notification.date) ?? maintenant;
    const cle = dateSeule(date);
    if (cle !== courante || journees.length === 0) {
      journees.push({ jour: jourLisibleDe(date, maintenant), notifications: [] });
      courante = cle;
    }
    journees.at(-1)?.notifications.push(vueNotification(notification, maintenant, "beneficiaire"));
  }
  return journees;
}
