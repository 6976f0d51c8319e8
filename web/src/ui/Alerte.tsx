import { useLayoutEffect, useRef, type ReactNode } from "react";
import { Alert } from "@codegouvfr/react-dsfr/Alert";

export type Gravite = "success" | "error" | "warning" | "info";

/** Without it the library announces a message that was there when the page opened. */
const SANS_ROLE = { role: undefined };

/**
 * A message about the page. `annoncee` is for one that appears after an action: it takes the
 * focus, so that it is read and that the next key starts from it.
 */
export function Alerte({
  gravite,
  titre,
  annoncee = false,
  niveau = "h2",
  onFermer,
  children,
}: {
  gravite: Gravite;
  titre: string;
  annoncee?: boolean;
  niveau?: "h2" | "h3";
  onFermer?: () => void;
  children?: ReactNode;
}) {
  const boite = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (annoncee) boite.current?.focus();
  }, [annoncee, titre]);
  return (
    <div ref={boite} tabIndex={annoncee ? -1 : undefined} className="pe-alerte">
      <Alert
        severity={gravite}
        as={niveau}
        title={titre}
        description={children ? <div className="pe-alerte__corps">{children}</div> : undefined}
        {...SANS_ROLE}
        closable={onFermer !== undefined}
        onClose={onFermer}
      />
    </div>
  );
}

/** Short notices, each with what may be done about it. */
export function ListeAvis({
  libelle,
  avis,
}: {
  libelle: string;
  avis: { cle: string; titre: ReactNode; corps: ReactNode; action: ReactNode }[];
}) {
  return (
    <ul className="pe-avis" aria-label={libelle}>
      {avis.map(({ cle, titre, corps, action }) => (
        <li key={cle}>
          <div className="pe-avis__texte">
            <p className="pe-encart__titre">{titre}</p>
            {corps}
          </div>
          {action}
        </li>
      ))}
    </ul>
  );
}

/** An advice inside the flow of a page; it never appears after an action. */
export function Encart({ titre, children }: { titre?: string; children: ReactNode }) {
  return (
    <aside className="pe-encart" aria-label={titre}>
      {titre && <p className="pe-encart__titre">{titre}</p>}
      {children}
    </aside>
  );
}
