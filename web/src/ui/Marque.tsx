import { useEffect } from "react";
import iconeCej from "./marques/cej.svg";
import iconePassEmploi from "./marques/pass-emploi.svg";

export type CleMarque = "cej" | "pass-emploi";

const ICONES: Record<CleMarque, string> = { cej: iconeCej, "pass-emploi": iconePassEmploi };

/** Tint and favicon of the brand, for the whole document. */
export function useMarqueDocument(marque: CleMarque): void {
  useEffect(() => {
    document.documentElement.dataset.marque = marque;
    const icone = document.querySelector<HTMLLinkElement>("link[rel='icon']");
    if (icone) icone.href = ICONES[marque];
  }, [marque]);
}

/** Our own mark: a path that goes up, and the name in plain text. */
export function Logo({ nom, ligne }: { nom: string; ligne?: string }) {
  return (
    <span className="pe-logo">
      <svg className="pe-logo__signe" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
        <rect className="pe-logo__fond" width="40" height="40" rx="10" />
        <path className="pe-logo__chemin" d="M9 29 17 20 23 25 31 13" />
        <circle className="pe-logo__but" cx="31" cy="12" r="3.5" />
      </svg>
      <span className="pe-logo__texte">
        <span className="pe-logo__nom">{nom}</span>
        {ligne && <span className="pe-logo__ligne">{ligne}</span>}
      </span>
    </span>
  );
}
