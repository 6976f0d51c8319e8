import { entreeConseiller } from "@/i18n/fr/entreeConseiller";
import { identite } from "@/i18n/fr/identite";
import { Bouton } from "@/ui/Bouton";
import { Actions, Intro } from "@/ui/Disposition";
import { estDeMissionLocale, useSession } from "../api";
import { ChoixLieu } from "./ChoixLieu";

/** Where the conseiller works: nothing opens before it is known. */
export function EtapeLieu({ onQuitter }: { onQuitter: () => void }) {
  const missionLocale = estDeMissionLocale(useSession());
  const textes = entreeConseiller.lieu;
  return (
    <>
      <Intro>{missionLocale ? textes.introMissionLocale : textes.introAgence}</Intro>
      <ChoixLieu missionLocale={missionLocale} />
      <Actions>
        <Bouton genre="discret" onClick={onQuitter}>
          {identite.deconnexion.action}
        </Bouton>
      </Actions>
    </>
  );
}
