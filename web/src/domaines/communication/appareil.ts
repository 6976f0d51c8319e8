import { useEffect } from "react";
import { createClient, type Client } from "@connectrpc/connect";
import { useTransport } from "@connectrpc/connect-query";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { NotificationsService } from "@/gen/passemploi/communication/v1/notifications_service_pb";
import {
  abonnementPresent,
  abonner,
  accordPush,
  desabonner,
  type Abonnement,
  type AccordPush,
} from "@/platform/push";
import { ecrire, effacer, lire } from "@/platform/stockage";

const CLE_ETAT = ["push", "etat"];
/** For whom this device gets push messages: another person has to ask for himself. */
const CLE_COMPTE = "beneficiaire.push";

/** `actif`: this device gets the push messages of this account. */
export type EtatAppareil = Exclude<AccordPush, "accorde"> | "actif";

async function lireEtat(compte: string): Promise<EtatAppareil> {
  const accord = accordPush();
  if (accord !== "accorde") return accord;
  const present = lire("session", CLE_COMPTE) === compte && (await abonnementPresent());
  return present ? "actif" : "a-demander";
}

function declarer(client: Client<typeof NotificationsService>, abonnement: Abonnement) {
  return client.registerAppareil({ canal: { case: "webPush", value: abonnement } });
}

/** Push messages on this device: their state, and how to change it. */
export function useAppareil(compte: string, cle: string | undefined) {
  const client = createClient(NotificationsService, useTransport());
  const cache = useQueryClient();
  const relire = () => cache.invalidateQueries({ queryKey: CLE_ETAT });

  const etat = useQuery({ queryKey: [...CLE_ETAT, compte], queryFn: () => lireEtat(compte) });

  const activer = useMutation({
    mutationFn: async () => {
      const abonnement = cle === undefined ? undefined : await abonner(cle);
      if (!abonnement) return;
      try {
        await declarer(client, abonnement);
      } catch (erreur) {
        // Known by the browser alone, it would look active and stay silent.
        await desabonner();
        throw erreur;
      }
      ecrire("session", CLE_COMPTE, compte);
    },
    onSettled: relire,
  });

  const desactiver = useMutation({
    mutationFn: async () => {
      const abonnement = await abonnementPresent();
      effacer("session", CLE_COMPTE);
      await desabonner();
      if (!abonnement) return;
      const { id } = await declarer(client, abonnement);
      await client.deleteAppareil({ id });
    },
    onSettled: relire,
  });

  return { etat: etat.data, activer, desactiver };
}

/** A device lives as long as a session: a new one says again that it is there. */
export function useRafraichirAppareil(compte: string, cle: string | undefined): void {
  const transport = useTransport();
  useEffect(() => {
    if (cle === undefined || accordPush() !== "accorde") return;
    void rafraichir(createClient(NotificationsService, transport), compte).catch(() => undefined);
  }, [transport, compte, cle]);
}

async function rafraichir(
  client: Client<typeof NotificationsService>,
  compte: string,
): Promise<void> {
  const abonnement = await abonnementPresent();
  if (!abonnement) return;
  if (lire("session", CLE_COMPTE) === compte) await declarer(client, abonnement);
  // Left by somebody else, whose session ended without a sign-out.
  else await desabonner();
}
