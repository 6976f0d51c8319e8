import { useEffect, useId, useRef, useState, type HTMLInputAutoCompleteAttribute, type ReactNode } from "react";
import { Input } from "@codegouvfr/react-dsfr/Input";
import { commun } from "@/i18n/fr/commun";

const PART_ANNONCEE = 0.9;
/** A message that came at once would move the button being pressed, and the click be lost. */
const DELAI_SORTIE_MS = 200;

/** A text field, of one line or several: label, hint, error, counter when it has a maximum (D46). */
export function Champ({
  id,
  libelle,
  aide,
  obligatoire = false,
  valeur,
  erreur,
  maximum,
  type = "text",
  inputMode,
  autoComplete = "off",
  onChange,
  multiligne = false,
  onSortie,
}: {
  id: string;
  libelle: string;
  aide?: ReactNode;
  obligatoire?: boolean;
  valeur: string;
  erreur?: ReactNode;
  maximum?: number;
  type?: "text" | "email";
  inputMode?: "text" | "email" | "numeric" | "url";
  autoComplete?: HTMLInputAutoCompleteAttribute;
  /** Several lines: Enter starts a new one. */
  multiligne?: boolean;
  onChange: (valeur: string) => void;
  onSortie?: () => void;
}) {
  const idCompteur = useId();
  const sortie = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(sortie.current), []);
  const [visite, setVisite] = useState(false);
  const longueur = [...valeur].length;
  const proprietes = {
    id,
    spellCheck: multiligne,
    value: valeur,
    required: obligatoire,
    "aria-required": obligatoire || undefined,
    "aria-invalid": erreur ? true : undefined,
    "aria-describedby": maximum !== undefined ? idCompteur : undefined,
    onFocus: () => setVisite(true),
    onChange: (e: { currentTarget: { value: string } }) => onChange(e.currentTarget.value),
    onBlur: ({ currentTarget: { form } }: { currentTarget: { form: HTMLFormElement | null } }) => {
      if (!onSortie) return;
      const minuteur = setTimeout(onSortie, DELAI_SORTIE_MS);
      sortie.current = minuteur;
      // The button was pressed meanwhile: sending checks the field by itself.
      form?.addEventListener("submit", () => clearTimeout(minuteur), { once: true });
    },
  };
  const presquePlein = maximum !== undefined && longueur >= maximum * PART_ANNONCEE;
  return (
    <div className="pe-champ">
      <Input
        label={obligatoire ? `* ${libelle}` : libelle}
        hintText={aide}
        state={erreur ? "error" : "default"}
        stateRelatedMessage={erreur}
        {...(multiligne
          ? { textArea: true, nativeTextAreaProps: { ...proprietes, rows: 4 } }
          : {
              nativeInputProps: {
                ...proprietes,
                // The e-mail type would let the browser refuse before our own sentences.
                type: "text",
                inputMode: inputMode ?? (type === "email" ? "email" : undefined),
                autoComplete,
                autoCapitalize: type === "email" ? "none" : undefined,
              },
            })}
      />
      {maximum !== undefined && (
        <p className="pe-champ__compteur" id={idCompteur}>
          {commun.compteur(longueur, maximum)}
        </p>
      )}
      {maximum !== undefined && visite && (
        <p className="fr-sr-only" role="status">
          {presquePlein ? commun.compteurAnnonce(maximum - longueur) : ""}
        </p>
      )}
    </div>
  );
}
