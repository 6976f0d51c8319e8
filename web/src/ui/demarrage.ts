import "@codegouvfr/react-dsfr/main.css";
import "./styles/index.css";
import { startReactDsfr } from "@codegouvfr/react-dsfr/spa";
import { Ancre } from "./Lien";

declare module "@codegouvfr/react-dsfr/spa" {
  interface RegisterLink {
    Link: typeof Ancre;
  }
}

/** Starts the design system: theme of the device, links through the router. */
export function demarrerUi(): void {
  startReactDsfr({ defaultColorScheme: "system", Link: Ancre });
}
