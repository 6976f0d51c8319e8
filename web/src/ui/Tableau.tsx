import { useId, type ReactNode } from "react";
import { commun } from "@/i18n/fr/commun";
import { LARGE, useMedia } from "./media";

export interface Colonne<L, C extends string> {
  cle: C;
  titre: string;
  /** Undefined: nothing to say of this line. */
  rendu: (ligne: L) => ReactNode;
}

export interface TriTableau<C extends string> {
  colonne: C;
  descendant: boolean;
}

interface Contenu<L, C extends string> {
  colonnes: Colonne<L, C>[];
  lignes: L[];
  cleLigne: (ligne: L) => string;
}

interface Proprietes<L, C extends string> extends Contenu<L, C> {
  legende: string;
  tri: TriTableau<C>;
  /** Called with the column that was chosen; the caller decides the direction. */
  onTrier: (colonne: C) => void;
  onChoisirTri: (tri: TriTableau<C>) => void;
}

/** A sortable table; below 48em its rows become cards, which a phone can read. */
export function Tableau<L, C extends string>(proprietes: Proprietes<L, C>) {
  return useMedia(LARGE) ? <EnTableau {...proprietes} /> : <EnCartes {...proprietes} />;
}

function EnTableau<L, C extends string>({
  legende,
  colonnes,
  lignes,
  cleLigne,
  tri,
  onTrier,
}: Proprietes<L, C>) {
  return (
    <table className="pe-tableau">
      <caption className="fr-sr-only">{legende}</caption>
      <thead>
        <tr>
          {colonnes.map(({ cle, titre }) => {
            const sens = tri.descendant ? "descending" : "ascending";
            return (
              <th key={cle} scope="col" aria-sort={tri.colonne === cle ? sens : "none"}>
                <button type="button" className="pe-tableau__tri" onClick={() => onTrier(cle)}>
                  {titre}
                  <span aria-hidden="true" className="pe-tableau__fleche" />
                </button>
              </th>
            );
          })}
        </tr>
      </thead>
      <Corps colonnes={colonnes} lignes={lignes} cleLigne={cleLigne} />
    </table>
  );
}

function Corps<L, C extends string>({ colonnes, lignes, cleLigne }: Contenu<L, C>) {
  return (
    <tbody>
      {lignes.map((ligne) => (
        <tr key={cleLigne(ligne)}>
          {colonnes.map(({ cle, rendu }, rang) =>
            rang === 0 ? (
              <th key={cle} scope="row">
                {rendu(ligne)}
              </th>
            ) : (
              <td key={cle}>{rendu(ligne)}</td>
            ),
          )}
        </tr>
      ))}
    </tbody>
  );
}

function EnCartes<L, C extends string>({
  legende,
  colonnes,
  lignes,
  cleLigne,
  tri,
  onChoisirTri,
}: Proprietes<L, C>) {
  const idTri = useId();
  return (
    <>
      <div className="fr-select-group pe-tri">
        <label className="fr-label" htmlFor={idTri}>
          {commun.tri.par}
        </label>
        <select
          className="fr-select"
          id={idTri}
          value={`${tri.descendant ? "-" : ""}${tri.colonne}`}
          onChange={(e) => {
            const choix = e.currentTarget.value;
            onChoisirTri({
              colonne: choix.replace(/^-/, "") as C,
              descendant: choix.startsWith("-"),
            });
          }}
        >
          {colonnes.flatMap(({ cle, titre }) => [
            <option key={cle} value={cle}>
              {`${titre} (${commun.tri.croissant})`}
            </option>,
            <option key={`-${cle}`} value={`-${cle}`}>
              {`${titre} (${commun.tri.decroissant})`}
            </option>,
          ])}
        </select>
      </div>
      <Cartes legende={legende} colonnes={colonnes} lignes={lignes} cleLigne={cleLigne} />
    </>
  );
}

function Cartes<L, C extends string>({
  legende,
  colonnes: [premiere, ...autres],
  lignes,
  cleLigne,
}: Contenu<L, C> & { legende: string }) {
  return (
    <ul className="pe-cartes" aria-label={legende}>
      {lignes.map((ligne) => (
        <li key={cleLigne(ligne)} className="pe-carte">
          {premiere?.rendu(ligne)}
          <dl className="pe-carte__valeurs">
            {autres.map(({ cle, titre, rendu }) => {
              const valeur = rendu(ligne);
              return (
                valeur !== undefined && (
                  <div key={cle}>
                    <dt>{titre}</dt>
                    <dd>{valeur}</dd>
                  </div>
                )
              );
            })}
          </dl>
        </li>
      ))}
    </ul>
  );
}

/** A table in the order of the server. */
export function TableauSimple<L, C extends string>(contenu: Contenu<L, C> & { legende: string }) {
  const { legende, colonnes } = contenu;
  if (!useMedia(LARGE)) return <Cartes {...contenu} />;
  return (
    <table className="pe-tableau">
      <caption className="fr-sr-only">{legende}</caption>
      <thead>
        <tr>
          {colonnes.map(({ cle, titre }) => (
            <th key={cle} scope="col" className="pe-tableau__titre">
              {titre}
            </th>
          ))}
        </tr>
      </thead>
      <Corps {...contenu} />
    </table>
  );
}
