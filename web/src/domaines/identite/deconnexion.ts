import { useMutation, useQueryClient } from "@tanstack/react-query";
import { BASE, type Espace } from "@/platform/espace";
import { fermerSession } from "@/platform/session";
import { effacerSession } from "@/platform/stockage";

/** Signs out, then forgets everything about the person: the page itself is loaded anew. */
export function useDeconnexion(espace: Espace) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => fermerSession(espace),
    onSuccess: () => {
      client.clear();
      effacerSession();
      location.assign(`${BASE[espace]}/connexion`);
    },
  });
}
