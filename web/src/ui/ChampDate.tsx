import { useEffect, useId, useRef } from "react";
import { Input } from "@codegouvfr/react-dsfr/Input";

/** A day, by the control of the browser: "2026-11-09", or empty. */
export function ChampDate({
  libelle,
  valeur,
  erreur,
  onChange,
}: {
  libelle: string;
  valeur: string;
  erreur?: string;
  onChange: (valeur: string) => void;
}) {
  const id = useId();
  const champ = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (erreur) champ.current?.focus();
  }, [erreur]);
  return (
    <Input
      label={libelle}
      state={erreur ? "error" : "default"}
      stateRelatedMessage={erreur}
      nativeInputProps={{
        id,
        ref: champ,
        type: "date",
        value: valeur,
        "aria-invalid": erreur ? true : undefined,
        onChange: (e) => onChange(e.currentTarget.value),
      }}
    />
  );
}
