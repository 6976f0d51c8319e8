import { useState } from "react";

/**
 * Day, night, or as the device. The stylesheet of the design system only reads an attribute of
 * the document; its script, which the pages do not need otherwise, would be 28 kB more.
 */
export type ThemeChoisi = "light" | "dark" | "system";

const CLE = "scheme";
const NUIT = "(prefers-color-scheme: dark)";

function themeGarde(): ThemeChoisi {
  try {
    const garde = localStorage.getItem(CLE);
    return garde === "light" || garde === "dark" ? garde : "system";
  } catch {
    return "system";
  }
}

function appliquer(theme: ThemeChoisi): void {
  const sombre = theme === "system" ? matchMedia(NUIT).matches : theme === "dark";
  const { dataset } = document.documentElement;
  dataset.frScheme = theme;
  dataset.frTheme = sombre ? "dark" : "light";
}

const relire = () => appliquer(themeGarde());

/** Before the first paint; then each time the device or another tab changes its mind. */
export function suivreTheme(): void {
  relire();
  matchMedia(NUIT).addEventListener("change", relire);
  addEventListener("storage", relire);
}

/** The choice of the person, and how to change it. */
export function useTheme(): [ThemeChoisi, (theme: ThemeChoisi) => void] {
  const [theme, setTheme] = useState(themeGarde);
  return [
    theme,
    (choisi) => {
      setTheme(choisi);
      appliquer(choisi);
      try {
        localStorage.setItem(CLE, choisi);
      } catch {
        // Refused: the choice lasts until the page closes.
      }
    },
  ];
}
