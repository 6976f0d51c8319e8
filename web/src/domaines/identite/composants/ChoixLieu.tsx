import { useState } from "react";
import { entreeConseiller } from "@/i18n/fr/entreeConseiller";
import { BoutonDepliant } from "@/ui/Bouton";
import { Mention } from "@/ui/Disposition";
import { useModifierProfil, type RechercheLieu } from "../api";
import { AgenceLibre } from "./AgenceLibre";
import { RechercheLieux } from "./RechercheLieux";
import { ResultatLieux } from "./ResultatLieux";
import { RefusAppel } from "./RefusAppel";

/**
 * The agence, or the Mission Locale, in the referential; an agence that is not there is named
 * freely. Once recorded, the session and the profile say so by themselves.
 */
export function ChoixLieu({ missionLocale }: { missionLocale: boolean }) {
  const textes = entreeConseiller.lieu;
  const [recherche, setRecherche] = useState<RechercheLieu>();
  const [libre, setLibre] = useState(false);
  const choix = useModifierProfil();
  return (
    <>
      {choix.isError && <RefusAppel cause={choix.error} />}
      <RechercheLieux missionLocale={missionLocale} onChercher={setRecherche} />
      {recherche && (
        <ResultatLieux
          key={`${recherche.departement}/${recherche.recherche}`}
          missionLocale={missionLocale}
          recherche={recherche}
          occupe={choix.isPending}
          onChoisir={(id) => choix.mutate({ lieu: { case: "agenceId", value: id } })}
        />
      )}
      {missionLocale ? (
        <Mention>{textes.absente.missionLocale}</Mention>
      ) : (
        <>
          <BoutonDepliant ouvert={libre} onBasculer={setLibre}>
            {textes.absente.agence}
          </BoutonDepliant>
          {libre && (
            <AgenceLibre
              occupe={choix.isPending}
              onChoisir={(nom) => choix.mutate({ lieu: { case: "agenceLibre", value: nom } })}
            />
          )}
        </>
      )}
    </>
  );
}
