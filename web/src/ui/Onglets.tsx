import { useId, useRef, type KeyboardEvent, type ReactNode } from "react";

export interface Onglet<C extends string> {
  cle: C;
  libelle: string;
}

/** What a key does to the rank of the tab, among so many. */
const TOUCHES: Record<string, (rang: number, nombre: number) => number> = {
  ArrowRight: (rang, nombre) => (rang + 1) % nombre,
  ArrowLeft: (rang, nombre) => (rang - 1 + nombre) % nombre,
  Home: () => 0,
  End: (_, nombre) => nombre - 1,
};

/** Tabs: one stop of the keyboard, then the arrows. The caller holds which one, in the address. */
export function Onglets<C extends string>({
  libelle,
  onglets,
  courant,
  onChoisir,
  children,
}: {
  libelle: string;
  onglets: Onglet<C>[];
  courant: C;
  onChoisir: (cle: C) => void;
  /** The panel of the current tab. */
  children: ReactNode;
}) {
  const base = useId();
  const liste = useRef<HTMLDivElement>(null);
  const rang = onglets.findIndex(({ cle }) => cle === courant);

  function auClavier(e: KeyboardEvent) {
    const voulu = TOUCHES[e.key]?.(rang, onglets.length);
    const onglet = voulu === undefined ? undefined : onglets[voulu];
    if (voulu === undefined || !onglet) return;
    e.preventDefault();
    onChoisir(onglet.cle);
    liste.current?.querySelectorAll("button")[voulu]?.focus();
  }

  return (
    <div className="pe-onglets">
      <div ref={liste} role="tablist" aria-label={libelle} className="pe-onglets__liste">
        {onglets.map(({ cle, libelle: nom }) => (
          <button
            key={cle}
            type="button"
            role="tab"
            id={`${base}-${cle}`}
            aria-selected={cle === courant}
            aria-controls={cle === courant ? `${base}-panneau` : undefined}
            tabIndex={cle === courant ? 0 : -1}
            className="pe-onglet"
            onClick={() => onChoisir(cle)}
            onKeyDown={auClavier}
          >
            {nom}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id={`${base}-panneau`}
        aria-labelledby={`${base}-${courant}`}
        tabIndex={0}
        className="pe-onglets__panneau"
      >
        {children}
      </div>
    </div>
  );
}
