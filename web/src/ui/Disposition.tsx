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

/** Buttons side by side, at the end of what they act on. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className="pe-actions">{children}</div>;
}

/** A value, and what may be done about it. */
export function ValeurActions({ valeur, children }: { valeur: ReactNode; children: ReactNode }) {
  return (
    <div className="pe-valeur">
      <span>{valeur}</span>
      {children}
    </div>
  );
}

/** Short items, one a line. */
export function Puces({ elements }: { elements: string[] }) {
  return (
    <ul className="pe-puces">
      {elements.map((element) => (
        <li key={element}>{element}</li>
      ))}
    </ul>
  );
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

/** The opening of the home page, with a drawing of our own. */
export function Heros({ children }: { children: ReactNode }) {
  return (
    <div className="pe-heros">
      <div className="pe-heros__texte">{children}</div>
      <svg className="pe-heros__dessin" viewBox="0 0 240 140" aria-hidden="true" focusable="false">
        <path className="pe-heros__sol" d="M8 128h224" />
        <path className="pe-heros__chemin" d="M20 112 78 70l44 30 78-68" />
        <circle className="pe-heros__etape" cx="20" cy="112" r="9" />
        <circle className="pe-heros__etape" cx="78" cy="70" r="9" />
        <circle className="pe-heros__etape" cx="122" cy="100" r="9" />
        <circle className="pe-heros__but" cx="200" cy="32" r="14" />
      </svg>
    </div>
  );
}
