import { useEffect, useState } from "react";
import { consultations } from "@/i18n/fr/consultations";
import { Bouton } from "@/ui/Bouton";
import { ChampDate } from "@/ui/ChampDate";
import { Selection } from "@/ui/Selection";
import { Filtres } from "@/ui/Filtres";
import {
  periodeFausse,
  SANS_FILTRE,
  type FiltreConsultations,
  type Lecteur,
} from "../consultations";

const textes = consultations.filtre;

/** By person and by period; the address bar holds what was asked. */
export function FiltreJournal({
  filtre,
  lecteurs,
  onFiltrer,
}: {
  filtre: FiltreConsultations;
  lecteurs: Lecteur[];
  onFiltrer: (filtre: FiltreConsultations) => void;
}) {
  const [saisie, setSaisie] = useState(filtre);
  const [essai, setEssai] = useState(false);
  const { lecteur, debut, fin } = filtre;
  useEffect(() => setSaisie({ lecteur, debut, fin }), [lecteur, debut, fin]);
  const fausse = periodeFausse(saisie);
  const actif = lecteur !== "" || debut !== "" || fin !== "";
  const changer = (changement: Partial<FiltreConsultations>) =>
    setSaisie((ancienne) => ({ ...ancienne, ...changement }));
  return (
    <Filtres
      titre={textes.titre}
      onEnvoyer={() => {
        setEssai(true);
        if (!fausse) onFiltrer(saisie);
      }}
      actions={
        <>
          <Bouton type="submit" genre="secondaire">
            {textes.action}
          </Bouton>
          {actif && (
            <Bouton genre="discret" onClick={() => onFiltrer(SANS_FILTRE)}>
              {textes.effacer}
            </Bouton>
          )}
        </>
      }
    >
      {lecteurs.length > 0 && (
        <Selection
          libelle={textes.personne}
          valeur={saisie.lecteur}
          options={[
            { valeur: "", libelle: textes.toutes },
            ...lecteurs.map(({ id, nom }) => ({ valeur: id, libelle: nom })),
          ]}
          onChange={(valeur) => changer({ lecteur: valeur })}
        />
      )}
      <ChampDate
        libelle={textes.debut}
        valeur={saisie.debut}
        onChange={(valeur) => changer({ debut: valeur })}
      />
      <ChampDate
        libelle={textes.fin}
        valeur={saisie.fin}
        erreur={essai && fausse ? textes.periodeFausse : undefined}
        onChange={(valeur) => changer({ fin: valeur })}
      />
    </Filtres>
  );
}
