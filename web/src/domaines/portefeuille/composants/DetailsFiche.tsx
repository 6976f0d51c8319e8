import { fiche as textes } from "@/i18n/fr/fiche";
import { Bloc, Definitions } from "@/ui/Definitions";
import { Mention, Puces } from "@/ui/Disposition";
import type { FicheVue } from "../fiche";
import { ValeurInformation } from "./ValeurInformation";

/** Everything that is known of a person followed by a Mission Locale; nothing is changed here. */
export function DetailsFiche({ fiche }: { fiche: FicheVue }) {
  const { situations, details, imiloLu } = fiche;
  return (
    <>
      <Bloc titre={textes.informations}>
        <Definitions
          definitions={details.map((ligne) => ({
            cle: ligne.cle,
            terme: ligne.libelle,
            valeur: <ValeurInformation ligne={ligne} />,
          }))}
        />
      </Bloc>
      <Bloc titre={textes.details.situations}>
        {situations.length > 0 ? <Puces elements={situations} /> : <p>{textes.sansSituation}</p>}
        {imiloLu && <Mention>{imiloLu}</Mention>}
      </Bloc>
    </>
  );
}
