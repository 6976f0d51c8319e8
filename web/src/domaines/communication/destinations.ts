import { TypeNotification } from "@/gen/passemploi/communication/v1/notifications_service_pb";

type Destination = (idObjet: string | undefined) => string;

/**
 * The page of the espace bénéficiaire that each kind of notification opens: the one registry,
 * for the centre and for the push messages. A kind that is not here stays in the centre.
 */
const DESTINATIONS: Partial<Record<TypeNotification, Destination>> = {
  [TypeNotification.ADMINISTRATIF]: () => "/profil",
  [TypeNotification.SESSION_FERMEE]: () => "/profil",
  [TypeNotification.NOUVEAU_CONSEILLER]: () => "/profil",
};

export function destination(type: TypeNotification, idObjet: string | undefined): string | undefined {
  return DESTINATIONS[type]?.(idObjet);
}
