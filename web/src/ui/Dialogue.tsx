import { useEffect, useId, useRef, type ReactNode } from "react";
import { Bouton } from "./Bouton";

/**
 * A native dialog: the browser traps and restores the focus and closes it on Escape. The safe
 * action comes first, so a hurried Enter never confirms.
 */
export function Dialogue({
  ouvert,
  titre,
  fermer,
  confirmer,
  occupe = false,
  onFermer,
  onConfirmer,
  children,
}: {
  ouvert: boolean;
  titre: string;
  fermer: string;
  confirmer?: string;
  occupe?: boolean;
  onFermer: () => void;
  onConfirmer?: () => void;
  children: ReactNode;
}) {
  const boite = useRef<HTMLDialogElement>(null);
  const idTitre = useId();
  useEffect(() => {
    const dialogue = boite.current;
    if (!dialogue) return;
    if (ouvert && !dialogue.open) dialogue.showModal();
    if (!ouvert && dialogue.open) dialogue.close();
  }, [ouvert]);
  return (
    <dialog
      ref={boite}
      className="pe-dialogue"
      aria-labelledby={idTitre}
      onCancel={(e) => {
        e.preventDefault();
        onFermer();
      }}
    >
      {ouvert && (
        <>
          <h2 id={idTitre} className="pe-dialogue__titre">
            {titre}
          </h2>
          <div className="pe-dialogue__corps">{children}</div>
          <div className="pe-actions">
            <Bouton genre="secondaire" onClick={onFermer}>
              {fermer}
            </Bouton>
            {confirmer && (
              <Bouton occupe={occupe} onClick={onConfirmer}>
                {confirmer}
              </Bouton>
            )}
          </div>
        </>
      )}
    </dialog>
  );
}
