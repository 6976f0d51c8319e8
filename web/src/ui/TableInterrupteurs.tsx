import { LARGE, useMedia } from "./media";
import { useImmediat, type Changement } from "./useImmediat";

/** A switch, or why there is none. */
export type Cellule =
  | { nom: string; actif: boolean; onChange: (actif: boolean) => Changement }
  | { ferme: string };

export interface LigneInterrupteurs {
  cle: string;
  titre: string;
  /** One a column. */
  cellules: Cellule[];
}

interface Proprietes {
  legende: string;
  premiere: string;
  colonnes: string[];
  lignes: LigneInterrupteurs[];
}

/** Choices by line and by column; on a phone, one card a line. */
export function TableInterrupteurs(proprietes: Proprietes) {
  return useMedia(LARGE) ? <EnTable {...proprietes} /> : <EnCartes {...proprietes} />;
}

function EnTable({ legende, premiere, colonnes, lignes }: Proprietes) {
  return (
    <table className="pe-tableau pe-tableau--choix">
      <caption className="fr-sr-only">{legende}</caption>
      <thead>
        <tr>
          <th scope="col">{premiere}</th>
          {colonnes.map((colonne) => (
            <th key={colonne} scope="col">
              {colonne}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lignes.map(({ cle, titre, cellules }) => (
          <tr key={cle}>
            <th scope="row">{titre}</th>
            {cellules.map((cellule, rang) => (
              <td key={colonnes[rang]}>
                <Choix cellule={cellule} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function EnCartes({ legende, colonnes, lignes }: Proprietes) {
  return (
    <ul className="pe-cartes" aria-label={legende}>
      {lignes.map(({ cle, titre, cellules }) => (
        <li key={cle} className="pe-carte">
          <p className="pe-carte__titre">{titre}</p>
          {cellules.map((cellule, rang) => (
            <div key={colonnes[rang]} className="pe-carte__choix">
              <span aria-hidden="true">{colonnes[rang]}</span>
              <Choix cellule={cellule} />
            </div>
          ))}
        </li>
      ))}
    </ul>
  );
}

function Choix({ cellule }: { cellule: Cellule }) {
  return "ferme" in cellule ? (
    <span className="pe-mention">{cellule.ferme}</span>
  ) : (
    <Case {...cellule} />
  );
}

function Case({ nom, actif, onChange }: Exclude<Cellule, { ferme: string }>) {
  const [montre, changer] = useImmediat(actif, onChange);
  return (
    <input
      type="checkbox"
      className="pe-interrupteur"
      aria-label={nom}
      checked={montre}
      onChange={(e) => changer(e.currentTarget.checked)}
    />
  );
}
