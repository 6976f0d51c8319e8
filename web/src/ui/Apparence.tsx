import { useId } from "react";
import { commun } from "@/i18n/fr/commun";
import { BoutonsRadio } from "./Choix";
import { useTheme, type ThemeChoisi } from "./theme";

const THEMES: ThemeChoisi[] = ["light", "dark", "system"];

export function ChoixApparence() {
  const id = useId();
  const [theme, choisir] = useTheme();
  return (
    <BoutonsRadio
      id={`apparence-${id}`}
      legende={commun.apparence.consigne}
      valeur={theme}
      onChange={choisir}
      options={THEMES.map((valeur) => ({
        valeur,
        libelle: commun.apparence.choix[valeur],
        aide: commun.apparence.aide[valeur],
      }))}
    />
  );
}
