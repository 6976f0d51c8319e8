import type { ReactNode } from "react";
import type { Icone } from "./Bouton";

/** Blocks one under the other, with the same space between them. */
export function Pile({ children }: { children: ReactNode }) {
  return <div className="pe-pile">{children}</div>;
}

/** The sentence under a title. */
export function Intro({ children }: { children: ReactNode }) {
  return <p className="pe-intro">{children}</p>;
}

export function Mention({ children }: { children: ReactNode }) {
  return <p className="pe-mention">{children}</p>;
}

/** Several labels on one line. */
export function Etiquettes({ elements }: { elements: { cle: string; contenu: ReactNode }[] }) {
  return (
    <ul className="pe-etiquettes">
      {elements.map(({ cle, contenu }) => (
        <li key={cle}>{contenu}</li>
      ))}
    </ul>
  );
}

/** A panel that has nothing to show yet. */
export function PanneauVide({ icone, children }: { icone: Icone; children: ReactNode }) {
  return (
    <div className="pe-panneau__vide">
      <span aria-hidden="true" className={`pe-panneau__icone ${icone}`} />
      <p>{children}</p>
    </div>
  );
}
