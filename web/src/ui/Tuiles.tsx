import type { ReactNode } from "react";
import type { Icone } from "./Bouton";

export interface ChoixTuile {
  cle: string;
  libelle: string;
  aide?: string;
  adresse: string;
  icone?: Icone;
  onChoisir?: () => void;
}

/** Big links, one under the other: to choose where to go. */
export function Tuiles({
  choix,
  disposition = "liste",
}: {
  choix: ChoixTuile[];
  disposition?: "liste" | "grille";
}) {
  return (
    <ul className={`pe-tuiles pe-tuiles--${disposition}`}>
      {choix.map(({ cle, libelle, aide, adresse, icone, onChoisir }) => (
        <li key={cle}>
          <a className="pe-tuile" href={adresse} onClick={onChoisir}>
            {icone && <span aria-hidden="true" className={`pe-tuile__icone ${icone}`} />}
            <span className="pe-tuile__texte">
              <span className="pe-tuile__libelle">{libelle}</span>
              {aide && <span className="pe-tuile__aide">{aide}</span>}
            </span>
            <span aria-hidden="true" className="pe-tuile__fleche fr-icon-arrow-right-line" />
          </a>
        </li>
      ))}
    </ul>
  );
}

/** A group of controls under a title of its own. */
export function Groupe({ titre, children }: { titre: string; children: ReactNode }) {
  return (
    <section className="pe-groupe">
      <h2 className="pe-groupe__titre">{titre}</h2>
      {children}
    </section>
  );
}

/** A numbered list of what to do. */
export function Consignes({ etapes }: { etapes: ReactNode[] }) {
  return (
    <ol className="pe-consignes">
      {etapes.map((etape, rang) => (
        <li key={rang}>
          <div>{etape}</div>
        </li>
      ))}
    </ol>
  );
}

/** A text of the repository, turned into HTML when the site is built. */
export function TexteRedige({ html, libelle, cadre = false }: { html: string; libelle: string; cadre?: boolean }) {
  return (
    <div
      className={cadre ? "pe-texte pe-texte--cadre" : "pe-texte"}
      {...(cadre && { role: "region", "aria-label": libelle, tabIndex: 0 })}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}

export function ListeLiens({ children }: { children: ReactNode[] }) {
  return (
    <ul className="pe-liens">
      {children.map((lien, rang) => (
        <li key={rang}>{lien}</li>
      ))}
    </ul>
  );
}
