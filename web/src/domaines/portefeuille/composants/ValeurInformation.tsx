import { DateTexte } from "@/ui/Definitions";
import { LienExterne } from "@/ui/Lien";
import type { LigneInformation } from "../fiche";

/** One thing that is known: a text, a date, or the way to where it is. */
export function ValeurInformation({ ligne: { valeur, long, lien } }: { ligne: LigneInformation }) {
  if (!lien) return <DateTexte court={valeur} long={long} />;
  return (
    <LienExterne adresse={lien} nouvelleFenetre>
      {valeur}
    </LienExterne>
  );
}
