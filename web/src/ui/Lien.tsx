import type { AnchorHTMLAttributes, ReactNode } from "react";
import { Link } from "@tanstack/react-router";
import { commun } from "@/i18n/fr/commun";

export type Parametres = Record<string, string | undefined>;

interface Destination {
  /** A page of this space, relative to it. */
  vers: string;
  parametres?: Parametres;
  etat?: Record<string, unknown>;
  /** Leaves at once, also from a form that was begun: nothing of it is worth keeping. */
  sansGarde?: boolean;
  /** Not the current page when only the search differs. */
  exact?: boolean;
}

type Attributs = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href">;

/** A link of the router. Addresses are plain strings: each space has its own routes. */
export function LienRoute({
  vers,
  parametres,
  etat,
  sansGarde,
  exact = false,
  ...reste
}: Destination & Attributs & { children: ReactNode }) {
  return (
    <Link
      to={vers as string}
      search={(parametres ?? {}) as never}
      state={etat as never}
      ignoreBlocker={sansGarde}
      activeOptions={{ exact, includeSearch: exact }}
      {...reste}
    />
  );
}

/** The link that the components of the design system are given. */
export function Ancre({
  href = "",
  parametres,
  children,
  ...reste
}: AnchorHTMLAttributes<HTMLAnchorElement> & { parametres?: Parametres }) {
  return (
    <LienRoute vers={href} parametres={parametres} exact {...reste}>
      {children}
    </LienRoute>
  );
}

/** A link inside a text, to a page of this space. */
export function Lien({ children, ...reste }: Destination & Attributs & { children: ReactNode }) {
  return (
    <LienRoute {...reste} className="fr-link">
      {children}
    </LienRoute>
  );
}

/** A link that leaves the space: another page of the site, or another site. */
export function LienExterne({
  adresse,
  nouvelleFenetre = false,
  children,
}: {
  adresse: string;
  nouvelleFenetre?: boolean;
  children: ReactNode;
}) {
  return (
    <a
      className="fr-link"
      href={adresse}
      {...(nouvelleFenetre && { target: "_blank", rel: "noopener noreferrer" })}
    >
      {children}
      {nouvelleFenetre && <span className="fr-sr-only">{commun.nouvelleFenetre}</span>}
    </a>
  );
}
