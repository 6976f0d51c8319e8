import { useState } from "react";
import type { Erreur } from "@/platform/erreurs";
import { nouvelUuid } from "@/platform/identifiants";

/**
 * The `request_id` of a form of creation. It stays the same, so that a retry after a lost answer
 * finds the same creation; once the server says that it was used with other information, what is
 * sent next is another creation.
 */
export function useCleCreation() {
  const [requestId, setRequestId] = useState(nouvelUuid);
  return {
    requestId,
    noterRefus({ raison }: Erreur) {
      if (raison === "CLE_REUTILISEE") setRequestId(nouvelUuid());
    },
  };
}
