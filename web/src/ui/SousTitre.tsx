import { useLayoutEffect, useRef, type ReactNode } from "react";

/**
 * `annonce` is for the title of a step that replaces what held the focus: it takes the focus,
 * so that the next key starts from it.
 */
export function SousTitre({
  annonce = false,
  suit,
  niveau: Niveau = "h2",
  children,
}: {
  annonce?: boolean;
  /** When this changes and takes the focus away with it, as the links of a page do. */
  suit?: number;
  niveau?: "h2" | "h3";
  children: ReactNode;
}) {
  const titre = useRef<HTMLHeadingElement>(null);
  const precedent = useRef(suit);
  useLayoutEffect(() => {
    if (annonce) titre.current?.focus();
  }, [annonce]);
  useLayoutEffect(() => {
    if (precedent.current !== suit && document.activeElement === document.body) {
      titre.current?.focus();
    }
    precedent.current = suit;
  }, [suit]);
  return (
    <Niveau
      ref={titre}
      tabIndex={annonce || suit !== undefined ? -1 : undefined}
      className="pe-liste__titre"
    >
      {children}
    </Niveau>
  );
}

/** Said to all when it changes. */
export function StatutVisible({ children }: { children: string }) {
  return (
    <span role="status" className="pe-mention">
      {children}
    </span>
  );
}

/** Said to screen readers when it changes; nothing to see. */
export function StatutDiscret({ children }: { children: string }) {
  return (
    <p role="status" className="fr-sr-only">
      {children}
    </p>
  );
}
