import { useState } from "react";
import type { Dispositif } from "@/gen/passemploi/identite/v1/structure_pb";
import { dispositifs as nomsDispositifs } from "@/i18n/fr/identite";
import { portefeuille } from "@/i18n/fr/portefeuille";
import { Bouton, BoutonDepliant } from "@/ui/Bouton";
import { CasesACocher } from "@/ui/Choix";
import { Filtres } from "@/ui/Filtres";
import { nombreDeFiltres, SANS_FILTRE, STATUTS, type FiltresListe } from "../liste";

const textes = portefeuille.filtres;

/** Narrows the list; the address bar holds what was chosen. */
export function FiltresPortefeuille({
  filtres,
  dispositifs,
  onFiltrer,
}: {
  filtres: FiltresListe;
  /** Those of the structure; with one only, there is nothing to choose. */
  dispositifs: Dispositif[];
  onFiltrer: (filtres: FiltresListe) => void;
}) {
  const actifs = nombreDeFiltres(filtres);
  const [ouvert, setOuvert] = useState(actifs > 0);
  const [saisie, setSaisie] = useState(filtres);
  // The address changed by another way: "back", or a list that was reset.
  const cle = `${filtres.dispositifs.join()}/${filtres.statuts.join()}`;
  const [cleLue, setCleLue] = useState(cle);
  if (cle !== cleLue) {
    setCleLue(cle);
    setSaisie(filtres);
  }
  return (
    <>
      <BoutonDepliant ouvert={ouvert} onBasculer={setOuvert}>
        {textes.ouvrir(actifs)}
      </BoutonDepliant>
      {ouvert && (
        <Filtres
          titre={textes.titre}
          onEnvoyer={() => onFiltrer(saisie)}
          actions={
            <>
              <Bouton type="submit" genre="secondaire">
                {textes.valider}
              </Bouton>
              {actifs > 0 && (
                <Bouton genre="discret" onClick={() => onFiltrer(SANS_FILTRE)}>
                  {textes.reinitialiser}
                </Bouton>
              )}
            </>
          }
        >
          {dispositifs.length > 1 && (
            <CasesACocher
              legende={textes.dispositif}
              options={dispositifs.map((valeur) => ({ valeur, libelle: nomsDispositifs[valeur] }))}
              choisies={saisie.dispositifs}
              onChange={(choisis) => setSaisie({ ...saisie, dispositifs: choisis })}
            />
          )}
          <CasesACocher
            legende={textes.statut}
            options={STATUTS.map((valeur) => ({ valeur, libelle: textes.statuts[valeur] }))}
            choisies={saisie.statuts}
            onChange={(statuts) => setSaisie({ ...saisie, statuts })}
          />
        </Filtres>
      )}
    </>
  );
}
