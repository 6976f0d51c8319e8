import { portefeuille } from "@/i18n/fr/portefeuille";
import { jourLisible } from "@/platform/dates";
import { Alerte } from "@/ui/Alerte";
import { jourMigration, useSession } from "../api";

const textes = portefeuille.migration;

/** The account will be used in another product: said before the day comes. */
export function AvisMigration() {
  const jour = jourMigration(useSession());
  if (!jour) return null;
  return (
    <Alerte gravite="info" titre={textes.titre(jourLisible(jour))}>
      <p>{textes.texte}</p>
    </Alerte>
  );
}
