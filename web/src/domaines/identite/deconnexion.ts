import { useMutation } from "@tanstack/react-query";
import { BASE, type Espace } from "@/platform/espace";
import { fermerSession } from "@/platform/session";
import { effacerSession } from "@/platform/stockage";

/** Signs out, then forgets everything about the person: a new document has an empty cache. */
export function useDeconnexion(espace: Espace) {
  return useMutation({
    mutationFn: () => fermerSession(espace),
    onSuccess: () => {
      effacerSession();
      location.assign(`${BASE[espace]}/connexion`);
    },
  });
}
