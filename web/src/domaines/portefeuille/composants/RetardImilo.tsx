import type { Timestamp } from "@bufbuild/protobuf/wkt";
import { imilo as textes } from "@/i18n/fr/imilo";
import { dansUnePhrase, instantDe, instantLisible } from "@/platform/dates";
import { useMaintenant } from "@/platform/maintenant";
import { Alerte } from "@/ui/Alerte";

/** Dossiers are read every night: older, a night was missed. */
const RETARD_MS = 36 * 3_600_000;

/** Says that i-milo does not answer, once its last reading is too old to be that of last night. */
export function RetardImilo({ lues }: { lues: (Timestamp | undefined)[] | undefined }) {
  const maintenant = useMaintenant();
  const instants = (lues ?? []).flatMap((lue) => instantDe(lue)?.getTime() ?? []);
  if (instants.length === 0) return null;
  const derniere = new Date(Math.max(...instants));
  if (maintenant.getTime() - derniere.getTime() < RETARD_MS) return null;
  return (
    <Alerte gravite="warning" titre={textes.retard.titre}>
      <p>{textes.retard.texte(dansUnePhrase(instantLisible(derniere, maintenant)))}</p>
    </Alerte>
  );
}
