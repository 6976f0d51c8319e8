import { Stepper } from "@codegouvfr/react-dsfr/Stepper";
import { commun } from "@/i18n/fr/commun";
import { Lien } from "./Lien";

/** Where one is. Always unfolded: it is short, and a folded one needs a gesture on a phone. */
export function FilAriane({
  libelle,
  parents,
  courant,
}: {
  libelle: string;
  parents: { libelle: string; vers: string }[];
  courant: string;
}) {
  return (
    <nav className="pe-fil" aria-label={libelle}>
      <ol>
        {parents.map((parent) => (
          <li key={parent.vers}>
            <Lien vers={parent.vers}>{parent.libelle}</Lien>
            <span aria-hidden="true" className="fr-icon-arrow-right-s-line fr-icon--sm" />
          </li>
        ))}
        <li aria-current="page">{courant}</li>
      </ol>
    </nav>
  );
}

export function Retour({ vers, children }: { vers: string; children: string }) {
  return (
    <p className="pe-retour">
      <span aria-hidden="true" className="fr-icon-arrow-left-line fr-icon--sm" />
      <Lien vers={vers}>{children}</Lien>
    </p>
  );
}

export function Etapes({ titres, courante }: { titres: string[]; courante: number }) {
  return (
    <Stepper
      stepCount={titres.length}
      currentStep={courante}
      title={titres[courante - 1] ?? ""}
      nextTitle={titres[courante]}
    />
  );
}

/** First focusable elements of every page. */
export function LiensEvitement({ liens }: { liens: { cible: string; libelle: string }[] }) {
  return (
    <nav aria-label={commun.evitement.titre} className="pe-evitement">
      <ul>
        {liens.map(({ cible, libelle }) => (
          <li key={cible}>
            <a
              href={`#${cible}`}
              onClick={(e) => {
                e.preventDefault();
                const element = document.getElementById(cible);
                element?.focus();
                element?.scrollIntoView();
              }}
            >
              {libelle}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
