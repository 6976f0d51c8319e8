import type { ReactNode } from "react";

export function SousTitre({ children }: { children: ReactNode }) {
  return <h2 className="pe-liste__titre">{children}</h2>;
}

/** Said to screen readers when it changes; nothing to see. */
export function StatutDiscret({ children }: { children: string }) {
  return (
    <p role="status" className="fr-sr-only">
      {children}
    </p>
  );
}
