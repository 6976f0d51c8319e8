import { useEffect, useRef, type ReactNode } from "react";

/**
 * `annonce` is for the title of a step that replaces what held the focus: it takes the focus,
 * so that the next key starts from it.
 */
export function SousTitre({ annonce = false, children }: { annonce?: boolean; children: ReactNode }) {
  const h2 = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (annonce) h2.current?.focus();
  }, [annonce]);
  return (
    <h2 ref={h2} tabIndex={annonce ? -1 : undefined} className="pe-liste__titre">
      {children}
    </h2>
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
