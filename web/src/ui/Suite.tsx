import { useLayoutEffect, useRef, useState } from "react";
import { Bouton } from "./Bouton";

/** The rest of an endless list, on demand; its end is said to who asked for it. */
export function Suite({
  reste,
  occupe,
  libelle,
  fin,
  onSuite,
}: {
  reste: boolean;
  occupe: boolean;
  libelle: string;
  fin: string;
  onSuite: () => void;
}) {
  const [demandee, setDemandee] = useState(false);
  const fini = useRef<HTMLParagraphElement>(null);
  const alaFin = demandee && !reste;
  useLayoutEffect(() => {
    // The button that held the focus is gone.
    if (alaFin) fini.current?.focus();
  }, [alaFin]);
  if (alaFin) {
    return (
      <p ref={fini} tabIndex={-1} className="pe-mention">
        {fin}
      </p>
    );
  }
  if (!reste) return null;
  return (
    <div className="pe-actions">
      <Bouton
        genre="secondaire"
        occupe={occupe}
        onClick={() => {
          setDemandee(true);
          onSuite();
        }}
      >
        {libelle}
      </Bouton>
    </div>
  );
}
