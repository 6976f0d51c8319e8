import { createClient } from "@connectrpc/connect";
import { useTransport } from "@connectrpc/connect-query";
import { useMutation } from "@tanstack/react-query";
import { ProfilService } from "@/gen/passemploi/identite/v1/profil_service_pb";
import type { MotifConnexion } from "@/i18n/fr/connexion";
import { BASE, type Espace } from "@/platform/espace";
import { ecrireParametres } from "@/platform/navigation";
import { desabonner } from "@/platform/push";
import { fermerSession } from "@/platform/session";
import { effacerSession } from "@/platform/stockage";

/**
 * Forgets everything about the person, then leaves. The pages are emptied first, so that the
 * button "back" finds nothing in the memory of the browser.
 */
async function quitter(espace: Espace, motif?: MotifConnexion): Promise<void> {
  // The server sends nothing more to a session that is over; the browser forgets as well.
  if (espace === "beneficiaire") await desabonner().catch(() => undefined);
  effacerSession(espace);
  document.body.replaceChildren();
  location.replace(`${BASE[espace]}/connexion${ecrireParametres({ motif })}`);
}

export function useDeconnexion(espace: Espace, motif?: MotifConnexion) {
  return useMutation({
    mutationFn: () => fermerSession(espace),
    onSuccess: () => quitter(espace, motif),
  });
}

/** Deletes the account; its sessions end with it. */
export function useSupprimerCompte(espace: Espace) {
  const client = createClient(ProfilService, useTransport());
  return useMutation({
    mutationFn: async (confirmation: string) => {
      await client.deleteCompte({ confirmation });
      // Only removes the cookie of a session that is over already: its failure changes nothing.
      await fermerSession(espace).catch(() => undefined);
    },
    onSuccess: () => quitter(espace, "compte-supprime"),
  });
}
