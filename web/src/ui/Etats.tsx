import { useEffect, useRef, useState, type ReactNode } from "react";
import { commun } from "@/i18n/fr/commun";
import { Bouton } from "./Bouton";
import { Alerte } from "./Alerte";

const LENTEUR_MS = 3_000;

/** Grey lines in the place of what is coming, and the word for screen readers. */
export function Chargement({ lignes = 5 }: { lignes?: number }) {
  const [lent, setLent] = useState(false);
  useEffect(() => {
    const minuteur = setTimeout(() => setLent(true), LENTEUR_MS);
    return () => clearTimeout(minuteur);
  }, []);
  return (
    <div className="pe-chargement">
      <p role="status" className={lent ? undefined : "fr-sr-only"}>
        {lent ? commun.chargementLong : commun.chargement}
      </p>
      <div aria-hidden="true" className="pe-chargement__lignes">
        {Array.from({ length: lignes }, (_, rang) => (
          <span key={rang} className="pe-chargement__ligne" />
        ))}
      </div>
    </div>
  );
}

export function EtatErreur({
  titre,
  texte,
  code,
  niveau,
  amener = false,
  onReessayer,
}: {
  titre: string;
  texte: string;
  code: string;
  /** Inside a block that has a title. */
  niveau?: "h2" | "h3";
  /** It answers a gesture made further down: it comes into sight, the focus stays. */
  amener?: boolean;
  onReessayer?: () => void;
}) {
  const boite = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (amener) boite.current?.scrollIntoView({ block: "nearest" });
  }, [amener]);
  return (
    <div ref={boite} role="alert">
      <Alerte gravite="error" titre={titre} niveau={niveau}>
        <p>{texte}</p>
        <p className="pe-code">{commun.code(code)}</p>
        {onReessayer && (
          <Bouton genre="secondaire" petit icone="fr-icon-refresh-line" onClick={onReessayer}>
            {commun.reessayer}
          </Bouton>
        )}
      </Alerte>
    </div>
  );
}

/** Nothing to show: one sentence, one action. */
export function EtatVide({
  titre,
  children,
  action,
}: {
  titre: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="pe-vide">
      <h2 className="pe-vide__titre">{titre}</h2>
      {children}
      {action && <div className="pe-actions">{action}</div>}
    </div>
  );
}
