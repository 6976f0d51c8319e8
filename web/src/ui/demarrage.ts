import "@codegouvfr/react-dsfr/main.css";
import "./styles/index.css";
import { setLink } from "@codegouvfr/react-dsfr/link";
import { Ancre } from "./Lien";
import { suivreTheme } from "./theme";

declare module "@codegouvfr/react-dsfr/link" {
  interface RegisterLink {
    Link: typeof Ancre;
  }
}

/** Starts the design system: theme of the device, links through the router. */
export function demarrerUi(): void {
  suivreTheme();
  setLink({ Link: Ancre as Parameters<typeof setLink>[0]["Link"] });
}
