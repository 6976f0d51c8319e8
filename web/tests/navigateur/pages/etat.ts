import type { Page } from "playwright-core";
import type { Etat } from "../../doublure/services";

/** One state of one page, reachable by an address and a few gestures. */
export interface EtatPage {
  nom: string;
  chemin: string;
  preparer?: (etat: Etat) => void;
  agir?: (page: Page) => Promise<void>;
  /** What shows that the state is reached. */
  attendre: string;
}
