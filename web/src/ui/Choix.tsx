import { Checkbox } from "@codegouvfr/react-dsfr/Checkbox";
import { RadioButtons } from "@codegouvfr/react-dsfr/RadioButtons";
import { ToggleSwitch } from "@codegouvfr/react-dsfr/ToggleSwitch";
import { useImmediat, type Changement } from "./useImmediat";

interface OptionChoix<V> {
  valeur: V;
  libelle: string;
  aide?: string;
}

/** The id of the first choice of a group, to send the focus there. */
export function premierChoix(id: string): string {
  return `${id}-0`;
}

export function BoutonsRadio<V extends string | number>({
  id,
  legende,
  obligatoire = false,
  options,
  valeur,
  erreur,
  ferme,
  onChange,
}: {
  id: string;
  legende: string;
  obligatoire?: boolean;
  options: OptionChoix<V>[];
  valeur: V | undefined;
  erreur?: string;
  /** Why nothing may be chosen now. */
  ferme?: string;
  onChange: (valeur: V) => void;
}) {
  return (
    <>
      {ferme && <p className="pe-mention">{ferme}</p>}
      <RadioButtons
        id={id}
        name={id}
        legend={obligatoire ? `* ${legende}` : legende}
        disabled={ferme !== undefined}
        state={erreur ? "error" : "default"}
        stateRelatedMessage={erreur}
        options={options.map((option) => ({
          label: option.libelle,
          hintText: option.aide,
          nativeInputProps: {
            checked: option.valeur === valeur,
            onChange: () => onChange(option.valeur),
          },
        }))}
      />
    </>
  );
}

export function CaseACocher({
  id,
  legende,
  libelle,
  aide,
  cochee,
  erreur,
  onChange,
}: {
  id: string;
  /** Read, not shown. It also keeps the same markup with and without an error. */
  legende: string;
  libelle: string;
  aide?: string;
  cochee: boolean;
  erreur?: string;
  onChange: (cochee: boolean) => void;
}) {
  return (
    <Checkbox
      id={id}
      legend={<span className="fr-sr-only">{legende}</span>}
      state={erreur ? "error" : "default"}
      stateRelatedMessage={erreur}
      options={[
        {
          label: libelle,
          hintText: aide,
          nativeInputProps: {
            checked: cochee,
            "aria-invalid": erreur ? true : undefined,
            onChange: (e) => onChange(e.currentTarget.checked),
          },
        },
      ]}
    />
  );
}

/** Several choices that do not exclude each other. */
export function CasesACocher<V extends string | number>({
  legende,
  options,
  choisies,
  onChange,
}: {
  legende: string;
  options: OptionChoix<V>[];
  choisies: readonly V[];
  onChange: (choisies: V[]) => void;
}) {
  return (
    <Checkbox
      small
      legend={legende}
      options={options.map(({ valeur, libelle, aide }) => ({
        label: libelle,
        hintText: aide,
        nativeInputProps: {
          checked: choisies.includes(valeur),
          onChange: (e) =>
            onChange(
              e.currentTarget.checked
                ? [...choisies, valeur]
                : choisies.filter((choisie) => choisie !== valeur),
            ),
        },
      }))}
    />
  );
}

export function Interrupteur({
  libelle,
  aide,
  actif,
  onChange,
}: {
  libelle: string;
  aide?: string;
  actif: boolean;
  onChange: (actif: boolean) => Changement;
}) {
  const [montre, changer] = useImmediat(actif, onChange);
  return <ToggleSwitch label={libelle} helperText={aide} checked={montre} onChange={changer} />;
}
