import { useSyncExternalStore } from "react";
import { commun } from "@/i18n/fr/commun";

function suivre(prevenir: () => void) {
  addEventListener("online", prevenir);
  addEventListener("offline", prevenir);
  return () => {
    removeEventListener("online", prevenir);
    removeEventListener("offline", prevenir);
  };
}

export function HorsConnexion() {
  const enLigne = useSyncExternalStore(suivre, () => navigator.onLine);
  return (
    <div role="status">
      {!enLigne && <p className="pe-hors-connexion">{commun.horsConnexion}</p>}
    </div>
  );
}
