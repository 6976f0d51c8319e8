import { useLayoutEffect, useRef, type ReactNode } from "react";
import { commun } from "@/i18n/fr/commun";

export interface ErreurChamp {
  /** Id of the field to go to. */
  champ: string;
  message: string;
}

/** What is wrong, with a link to each field. Takes the focus each time it is asked to. */
export function ResumeErreurs({ erreurs, essai }: { erreurs: ErreurChamp[]; essai: number }) {
  const boite = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (essai > 0 && boite.current) boite.current.focus();
  }, [essai]);
  if (erreurs.length === 0) return null;
  return (
    <div ref={boite} tabIndex={-1} className="pe-resume-erreurs" role="group" aria-labelledby="resume-erreurs">
      <p id="resume-erreurs" className="pe-resume-erreurs__titre">
        {commun.erreursFormulaire(erreurs.length)}
      </p>
      <ul>
        {erreurs.map(({ champ, message }) => (
          <li key={champ}>
            <a
              href={`#${champ}`}
              onClick={(e) => {
                e.preventDefault();
                document.getElementById(champ)?.focus();
              }}
            >
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function Formulaire({
  onEnvoyer,
  actions,
  children,
}: {
  onEnvoyer: () => void;
  actions: ReactNode;
  children: ReactNode;
}) {
  return (
    <form
      noValidate
      className="pe-formulaire"
      onSubmit={(e) => {
        e.preventDefault();
        onEnvoyer();
      }}
    >
      {children}
      <div className="pe-actions">{actions}</div>
    </form>
  );
}

export function Consigne({ children }: { children: ReactNode }) {
  return <p className="pe-consigne">{children}</p>;
}
