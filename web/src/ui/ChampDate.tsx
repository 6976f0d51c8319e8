import { useLayoutEffect, useId, useRef } from "react";
import { Input } from "@codegouvfr/react-dsfr/Input";

/** A day, by the control of the browser: "2026-11-09", or empty. */
export function ChampDate({
  id,
  libelle,
  aide,
  obligatoire = false,
  valeur,
  minimum,
  maximum,
  erreur,
  onChange,
}: {
  /** Given when the form leads to its fields by itself; without it an error takes the focus. */
  id?: string;
  libelle: string;
  aide?: string;
  obligatoire?: boolean;
  valeur: string;
  /** First and last day that the calendar of the browser offers. */
  minimum?: string;
  maximum?: string;
  erreur?: string;
  onChange: (valeur: string) => void;
}) {
  const idPropre = useId();
  const champ = useRef<HTMLInputElement>(null);
  const seul = id === undefined;
  useLayoutEffect(() => {
    if (erreur && seul) champ.current?.focus();
  }, [erreur, seul]);
  return (
    <Input
      label={obligatoire ? `* ${libelle}` : libelle}
      hintText={aide}
      state={erreur ? "error" : "default"}
      stateRelatedMessage={erreur}
      nativeInputProps={{
        id: id ?? idPropre,
        ref: champ,
        type: "date",
        min: minimum,
        max: maximum,
        value: valeur,
        required: obligatoire,
        "aria-invalid": erreur ? true : undefined,
        onChange: (e) => onChange(e.currentTarget.value),
      }}
    />
  );
}
