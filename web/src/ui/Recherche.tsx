import { useEffect, useLayoutEffect, useId, useRef, useState } from "react";
import { Bouton } from "./Bouton";

/** A search field with its button. The address bar holds what was asked. */
export function Recherche({
  libelle,
  action,
  effacer,
  aide,
  erreur,
  valeur,
  maximum,
  onChercher,
}: {
  libelle: string;
  action: string;
  effacer: string;
  aide?: string;
  erreur?: string;
  valeur: string;
  maximum: number;
  onChercher: (texte: string) => void;
}) {
  const id = useId();
  const idErreur = useId();
  const champ = useRef<HTMLInputElement>(null);
  const [texte, setTexte] = useState(valeur);
  useEffect(() => setTexte(valeur), [valeur]);
  useLayoutEffect(() => {
    if (erreur) champ.current?.focus();
  }, [erreur]);
  return (
    <form
      role="search"
      className="pe-recherche"
      onSubmit={(e) => {
        e.preventDefault();
        onChercher(texte.trim());
      }}
    >
      <label className="fr-label" htmlFor={id}>
        {libelle}
        {aide && <span className="fr-hint-text">{aide}</span>}
      </label>
      <div className="pe-recherche__ligne">
        <div className="pe-recherche__champ">
          <input
            ref={champ}
            id={id}
            className="fr-input"
            type="text"
            enterKeyHint="search"
            autoComplete="off"
            spellCheck={false}
            maxLength={maximum}
            value={texte}
            aria-invalid={erreur ? true : undefined}
            aria-describedby={erreur ? idErreur : undefined}
            onChange={(e) => setTexte(e.currentTarget.value)}
          />
          {(texte !== "" || valeur !== "") && (
            <button
              type="button"
              className="pe-recherche__effacer fr-icon-close-line"
              onClick={() => {
                setTexte("");
                onChercher("");
                champ.current?.focus();
              }}
            >
              <span className="fr-sr-only">{effacer}</span>
            </button>
          )}
        </div>
        <Bouton type="submit" icone="fr-icon-search-line">
          {action}
        </Bouton>
      </div>
      {erreur && (
        <p id={idErreur} className="fr-error-text">
          {erreur}
        </p>
      )}
    </form>
  );
}
