import type { ReactNode } from "react";

export interface Ligne {
  cle: string;
  titre: ReactNode;
  /** States of the line, after its title. */
  marques?: ReactNode;
  details: ReactNode;
  action?: ReactNode;
}

/** Things that one may act on, one under the other. */
export function Lignes({ libelle, lignes }: { libelle: string; lignes: Ligne[] }) {
  return (
    <ul className="pe-lignes" aria-label={libelle}>
      {lignes.map(({ cle, titre, marques, details, action }) => (
        <li key={cle}>
          <div className="pe-lignes__texte">
            <div className="pe-lignes__titre">
              <span>{titre}</span>
              {marques}
            </div>
            {details}
          </div>
          {action}
        </li>
      ))}
    </ul>
  );
}
