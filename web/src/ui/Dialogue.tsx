import { useLayoutEffect, useId, useRef, type ReactNode } from "react";
import { Bouton } from "./Bouton";

/**
 * A native dialog: the browser traps and restores the focus and closes it on Escape. The safe
 * action comes first, so a hurried Enter never confirms. When the title changes, another step
 * has begun: it takes the focus.
 */
export function Dialogue({
  ouvert,
  titre,
  fermer,
  confirmer,
  formulaire = false,
  occupe = false,
  onFermer,
  onConfirmer,
  children,
}: {
  ouvert: boolean;
  titre: string;
  fermer: string;
  confirmer?: string;
  /** Fields are inside: Enter sends them. */
  formulaire?: boolean;
  occupe?: boolean;
  onFermer: () => void;
  onConfirmer?: () => void;
  children: ReactNode;
}) {
  const boite = useRef<HTMLDialogElement>(null);
  const entete = useRef<HTMLHeadingElement>(null);
  const titrePrecedent = useRef<string>(undefined);
  const idTitre = useId();
  useLayoutEffect(() => {
    const dialogue = boite.current;
    if (!dialogue) return;
    if (ouvert && !dialogue.open) dialogue.showModal();
    if (!ouvert && dialogue.open) dialogue.close();
  }, [ouvert]);
  useLayoutEffect(() => {
    if (ouvert && titrePrecedent.current !== undefined) entete.current?.focus();
    titrePrecedent.current = ouvert ? titre : undefined;
  }, [ouvert, titre]);

  const contenu = (
    <>
      <div className="pe-dialogue__corps">{children}</div>
      <div className="pe-actions">
        <Bouton genre="secondaire" onClick={onFermer}>
          {fermer}
        </Bouton>
        {confirmer && (
          <Bouton
            type={formulaire ? "submit" : "button"}
            occupe={occupe}
            onClick={formulaire ? undefined : onConfirmer}
          >
            {confirmer}
          </Bouton>
        )}
      </div>
    </>
  );
  return (
    <dialog
      ref={boite}
      className="pe-dialogue"
      aria-labelledby={idTitre}
      onCancel={(e) => {
        e.preventDefault();
        onFermer();
      }}
      onClose={() => {
        // The browser closes by itself at the second Escape.
        if (ouvert) onFermer();
      }}
    >
      {ouvert && (
        <>
          <h2 ref={entete} id={idTitre} tabIndex={-1} className="pe-dialogue__titre">
            {titre}
          </h2>
          {formulaire ? (
            <form
              noValidate
              className="pe-dialogue__formulaire"
              onSubmit={(e) => {
                e.preventDefault();
                if (!occupe) onConfirmer?.();
              }}
            >
              {contenu}
            </form>
          ) : (
            contenu
          )}
        </>
      )}
    </dialog>
  );
}
