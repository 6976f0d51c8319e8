import { createContext, useContext, useEffect, useLayoutEffect, useRef, type ReactNode } from "react";
import { titreDoitPrendreLeFocus } from "@/platform/navigation";

/** Name of the product at the end of every title; the brand of the person decides. */
export const Produit = createContext("");

/** The one h1 of a page. It names the document and takes the focus after a navigation. */
export function TitrePage({
  children,
  document: titre,
  annonce = false,
}: {
  children: string;
  document?: string;
  /** The page replaced another one at the same address: the focus goes to its title. */
  annonce?: boolean;
}) {
  const produit = useContext(Produit);
  const h1 = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${titre ?? children} - ${produit}`;
  }, [titre, children, produit]);
  // With the page itself, not after it: a field already being typed in would lose its letters.
  useLayoutEffect(() => {
    if (annonce || titreDoitPrendreLeFocus()) h1.current?.focus();
  }, [annonce]);
  return (
    <h1 ref={h1} tabIndex={-1} className="pe-titre">
      {children}
    </h1>
  );
}

/** Top of a page: where one is, the title, what may be done. */
export function EntetePage({
  avant,
  titre,
  marques,
  actions,
  annonce,
}: {
  avant?: ReactNode;
  titre: string;
  marques?: ReactNode;
  actions?: ReactNode;
  annonce?: boolean;
}) {
  return (
    <header className="pe-entete-page">
      {avant}
      <div className="pe-entete-page__ligne">
        <div className="pe-entete-page__titre">
          <TitrePage annonce={annonce}>{titre}</TitrePage>
          {marques}
        </div>
        {actions && <div className="pe-entete-page__actions">{actions}</div>}
      </div>
    </header>
  );
}

/** Top of a home page: the greeting is the title, the document has a name of its own. */
export function EnteteAccueil({ titre, document }: { titre: string; document: string }) {
  return (
    <header className="pe-entete-page">
      <TitrePage document={document}>{titre}</TitrePage>
    </header>
  );
}
