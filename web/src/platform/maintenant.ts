import { useEffect, useState } from "react";

const PERIODE_MS = 20_000;

/** The present instant, for what a page shows as over or to come while it stays open. */
export function useMaintenant(): Date {
  const [maintenant, setMaintenant] = useState(() => new Date());
  useEffect(() => {
    const minuteur = setInterval(() => setMaintenant(new Date()), PERIODE_MS);
    return () => clearInterval(minuteur);
  }, []);
  return maintenant;
}
