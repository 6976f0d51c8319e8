import type { ConnectRouter } from "@connectrpc/connect";
import { servirCommunication } from "./communication";
import { Entree } from "./entree";
import type { Etat } from "./etat";
import { servirIdentite } from "./identite";
import { servirPortefeuille } from "./portefeuille";

export { Etat } from "./etat";

/** The contract, answered from what a test decided. */
export function services(etat: Etat): (routeur: ConnectRouter) => void {
  const entree = new Entree(etat);
  return (routeur) => {
    servirIdentite(routeur, entree);
    servirPortefeuille(routeur, entree);
    servirCommunication(routeur, entree);
  };
}
