import { useState } from "react";
import { useIsDark } from "@codegouvfr/react-dsfr/useIsDark";

export type ThemeChoisi = "light" | "dark" | "system";

/** Key of the design system: it reads it before the first paint. */
const CLE = "scheme";

function themeGarde(): ThemeChoisi {
  try {
    const garde = localStorage.getItem(CLE);
    return garde === "light" || garde === "dark" ? garde : "system";
  } catch {
    return "system";
  }
}

/** The choice of the person, and how to change it. */
export function useTheme(): [ThemeChoisi, (theme: ThemeChoisi) => void] {
  const { setIsDark } = useIsDark();
  const [theme, setTheme] = useState(themeGarde);
  return [
    theme,
    (choisi) => {
      setTheme(choisi);
      setIsDark(choisi === "system" ? "system" : choisi === "dark");
      try {
        localStorage.setItem(CLE, choisi);
      } catch {
        // Refused: the choice lasts until the page closes.
      }
    },
  ];
}
