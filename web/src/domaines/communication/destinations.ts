import { TypeNotification } from "@/gen/passemploi/communication/v1/notifications_service_pb";
import type { Espace } from "@/platform/espace";

type Destination = (idObjet: string | undefined) => string | undefined;

/**
 * The page that each kind of notification opens: the one registry, for the centre, for the push
 * messages and for the avis of a conseiller. A kind that is not here opens nothing.
 */
const DESTINATIONS: Record<Espace, Partial<Record<TypeNotification, Destination>>> = {
  beneficiaire: {
    [TypeNotification.ADMINISTRATIF]: () => "/profil",
    [TypeNotification.SESSION_FERMEE]: () => "/profil",
    [TypeNotification.NOUVEAU_CONSEILLER]: () => "/profil",
  },
  conseiller: {
    // About one of his people, named by the object when he is still there.
    [TypeNotification.ADMINISTRATIF]: (idObjet) => idObjet && `/beneficiaires/${idObjet}`,
    [TypeNotification.SESSION_FERMEE]: () => "/profil",
  },
};

export function destination(
  espace: Espace,
  type: TypeNotification,
  idObjet: string | undefined,
): string | undefined {
  return DESTINATIONS[espace][type]?.(idObjet);
}
