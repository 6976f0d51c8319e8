import { ecrire, lire } from "@/platform/stockage";

const CLE = "beneficiaire.bienvenue-vue";

/** The welcome cards are shown once on a device, and never to who is signed in there. */
export function bienvenueVue(): boolean {
  return lire("appareil", CLE) === "oui";
}

export function noterBienvenueVue(): void {
  ecrire("appareil", CLE, "oui");
}
