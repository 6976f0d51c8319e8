import type { ReactNode } from "react";

export interface Definition {
  cle: string;
  terme: string;
  valeur: ReactNode;
}

/** The space before the colon never begins a line. */
const FIN_DE_TERME = "\u00A0:";

/** Names and values, in two columns when there is room. */
export function Definitions({ definitions }: { definitions: Definition[] }) {
  return (
    <dl className="pe-definitions">
      {definitions.map(({ cle, terme, valeur }) => (
        <div key={cle}>
          <dt>
            {terme}
            {FIN_DE_TERME}
          </dt>
          <dd>{valeur}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Bloc({
  titre,
  children,
}: {
  titre: string;
  children: ReactNode;
}) {
  return (
    <section className="pe-bloc">
      <h2 className="pe-bloc__titre">{titre}</h2>
      {children}
    </section>
  );
}

/** A date in figures for the eyes, in words for the ears. */
export function DateTexte({ court, long }: { court: string; long?: string }) {
  if (!long) return <>{court}</>;
  return (
    <>
      <span aria-hidden="true">{court}</span>
      <span className="fr-sr-only">{long}</span>
    </>
  );
}

/** For screen readers only. */
export function Invisible({ children }: { children: ReactNode }) {
  return <span className="fr-sr-only">{children}</span>;
}
