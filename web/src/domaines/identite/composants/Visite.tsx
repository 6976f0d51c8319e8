import { useState } from "react";
import { entreeConseiller } from "@/i18n/fr/entreeConseiller";
import { Intro } from "@/ui/Disposition";
import { Carrousel, type CarteCarrousel } from "@/ui/Carrousel";
import { estDeMissionLocale, useModifierProfil, useSession } from "../api";
import { RefusAppel } from "./RefusAppel";

const ICONES = {
  missionLocale: ["fr-icon-calendar-line", "fr-icon-chat-3-line", "fr-icon-search-line"],
  franceTravail: ["fr-icon-group-line", "fr-icon-chat-3-line", "fr-icon-search-line"],
} as const satisfies Record<string, CarteCarrousel["icone"][]>;

/** First visit of a conseiller: what the tool is for. Left or seen to its end, it is over. */
export function Visite() {
  const accompagnement = estDeMissionLocale(useSession()) ? "missionLocale" : "franceTravail";
  const textes = entreeConseiller.visite;
  const [rang, setRang] = useState(0);
  const fin = useModifierProfil();
  const cartes = textes.cartes[accompagnement];
  const icones = ICONES[accompagnement];
  return (
    <>
      <Intro>{textes.intro}</Intro>
      {fin.isError && <RefusAppel cause={fin.error} />}
      <Carrousel
        cartes={cartes.map((carte, n) => ({ ...carte, icone: icones[n] ?? icones[0] }))}
        rang={rang}
        etape={textes.etape(rang + 1, cartes.length)}
        textes={textes.actions}
        occupe={fin.isPending}
        onRang={setRang}
        onFin={() => fin.mutate({ visiteTerminee: true })}
      />
    </>
  );
}
