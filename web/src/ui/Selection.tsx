import { useId } from "react";

/** A choice in a list of the browser. */
export function Selection({
  id,
  libelle,
  obligatoire = false,
  valeur,
  options,
  erreur,
  onChange,
}: {
  id?: string;
  libelle: string;
  obligatoire?: boolean;
  valeur: string;
  options: { valeur: string; libelle: string }[];
  erreur?: string;
  onChange: (valeur: string) => void;
}) {
  const idPropre = useId();
  const idErreur = useId();
  const idChamp = id ?? idPropre;
  return (
    <div className={erreur ? "fr-select-group fr-select-group--error" : "fr-select-group"}>
      <label className="fr-label" htmlFor={idChamp}>
        {obligatoire ? `* ${libelle}` : libelle}
      </label>
      <select
        className={erreur ? "fr-select fr-select--error" : "fr-select"}
        id={idChamp}
        value={valeur}
        required={obligatoire}
        aria-invalid={erreur ? true : undefined}
        aria-describedby={erreur ? idErreur : undefined}
        onChange={(e) => onChange(e.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.valeur} value={option.valeur}>
            {option.libelle}
          </option>
        ))}
      </select>
      {erreur && (
        <p id={idErreur} className="fr-error-text">
          {erreur}
        </p>
      )}
    </div>
  );
}
