import { useState } from "react";
import { entreeConseiller } from "@/i18n/fr/entreeConseiller";
import { texteErreur } from "@/i18n/fr/erreurs";
import { lireErreur } from "@/platform/erreurs";
import { Bouton } from "@/ui/Bouton";
import { BoutonsRadio, premierChoix } from "@/ui/Choix";
import { Mention } from "@/ui/Disposition";
import { Chargement, EtatErreur } from "@/ui/Etats";
import { Formulaire, ResumeErreurs } from "@/ui/Formulaire";
import { SousTitre } from "@/ui/SousTitre";
import { useLieux, type RechercheLieu } from "../api";

const GROUPE = "lieu-choisi";

/** What was found, to choose from. */
export function ResultatLieux({
  missionLocale,
  recherche,
  occupe,
  onChoisir,
}: {
  missionLocale: boolean;
  recherche: RechercheLieu;
  occupe: boolean;
  onChoisir: (id: string) => void;
}) {
  const textes = entreeConseiller.lieu;
  const lecture = useLieux(missionLocale, recherche);
  const [choisi, setChoisi] = useState<string>();
  const [essai, setEssai] = useState(0);
  if (lecture.isPending) return <Chargement lignes={3} />;
  if (lecture.isError) {
    const lue = lireErreur(lecture.error);
    return (
      <EtatErreur
        {...texteErreur(lue)}
        code={lue.code}
        onReessayer={() => void lecture.refetch()}
      />
    );
  }
  const { lieux, total } = lecture.data;
  const titre = textes.trouves(total, missionLocale);
  if (lieux.length === 0) return <SousTitre annonce>{titre}</SousTitre>;
  const oubli = essai > 0 && choisi === undefined;
  return (
    <>
      <SousTitre annonce>{titre}</SousTitre>
      {total > lieux.length && <Mention>{textes.tropNombreux(lieux.length)}</Mention>}
      <Formulaire
        onEnvoyer={() => {
          if (choisi === undefined) setEssai((n) => n + 1);
          else onChoisir(choisi);
        }}
        actions={
          <Bouton type="submit" occupe={occupe}>
            {textes.valider}
          </Bouton>
        }
      >
        <ResumeErreurs
          essai={essai}
          erreurs={oubli ? [{ champ: premierChoix(GROUPE), message: textes.choixRequis }] : []}
        />
        <BoutonsRadio
          id={GROUPE}
          legende={missionLocale ? textes.legendeMissionLocale : textes.legendeAgence}
          options={lieux.map(({ id, nom, departement }) => ({
            valeur: id,
            libelle: nom,
            aide: textes.dans(departement),
          }))}
          valeur={choisi}
          erreur={oubli ? textes.choixRequis : undefined}
          onChange={setChoisi}
        />
      </Formulaire>
    </>
  );
}
