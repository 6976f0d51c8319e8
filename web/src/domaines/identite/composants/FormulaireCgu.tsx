import { useEffect, useState } from "react";
import { commun } from "@/i18n/fr/commun";
import { texteErreur } from "@/i18n/fr/erreurs";
import { identite } from "@/i18n/fr/identite";
import { lireErreur } from "@/platform/erreurs";
import { Alerte } from "@/ui/Alerte";
import { Bouton } from "@/ui/Bouton";
import { CaseACocher, premierChoix } from "@/ui/Choix";
import { Intro, Mention } from "@/ui/Disposition";
import { Chargement, EtatErreur } from "@/ui/Etats";
import { Formulaire, ResumeErreurs } from "@/ui/Formulaire";
import { TexteRedige } from "@/ui/Tuiles";
import { useSignerCgu } from "../api";
import { dateVersion, type CleMarque } from "../modele";
import { chargerCgu, type TexteLegal } from "../textesLegaux";

const CASE = "cgu-accord";
const textes = identite.cgu;

/** The conditions of the brand, to read and to accept. */
export function FormulaireCgu({
  marque,
  version,
  signee,
  onRefuser,
}: {
  marque: CleMarque;
  version: string;
  /** The version that the person accepted last; none before his first visit. */
  signee: string | undefined;
  onRefuser: () => void;
}) {
  const { texte, panne, recharger } = useTexteCgu(marque);
  const lue = panne === undefined ? undefined : lireErreur(panne);
  return (
    <>
      {signee === undefined ? (
        <Intro>{textes.intro}</Intro>
      ) : (
        <MiseAJour version={version} signee={signee} pointsCles={texte?.pointsCles} />
      )}
      {lue && <EtatErreur {...texteErreur(lue)} code={lue.code} onReessayer={recharger} />}
      {!lue && !texte && <Chargement />}
      {!lue && texte && <Accord texte={texte} version={version} onRefuser={onRefuser} />}
    </>
  );
}

/** For who accepted another version: since when there is a new one, and what it changes. */
function MiseAJour({
  version,
  signee,
  pointsCles,
}: {
  version: string;
  signee: string;
  pointsCles: string | undefined;
}) {
  const { titre, texte, changements } = textes.miseAJour;
  return (
    <Alerte gravite="info" titre={titre(dateVersion(version))}>
      <p>{texte(dateVersion(signee))}</p>
      {pointsCles && (
        <>
          <p>{changements}</p>
          <TexteRedige html={pointsCles} libelle={changements} />
        </>
      )}
    </Alerte>
  );
}

function Accord({
  texte,
  version,
  onRefuser,
}: {
  texte: TexteLegal;
  version: string;
  onRefuser: () => void;
}) {
  const [accord, setAccord] = useState(false);
  const [essai, setEssai] = useState(0);
  const signer = useSignerCgu();
  const oubli = essai > 0 && !accord;
  const refus = signer.isError ? lireErreur(signer.error) : undefined;

  function envoyer() {
    if (accord) signer.mutate(version);
    else setEssai((n) => n + 1);
  }

  return (
    <Formulaire
      onEnvoyer={envoyer}
      actions={
        <>
          <Bouton type="submit" occupe={signer.isPending}>
            {textes.valider}
          </Bouton>
          <Bouton genre="discret" onClick={onRefuser}>
            {textes.refuser}
          </Bouton>
        </>
      }
    >
      <Mention>{textes.version(dateVersion(version))}</Mention>
      <ResumeErreurs
        essai={essai}
        erreurs={oubli ? [{ champ: premierChoix(CASE), message: textes.requis }] : []}
      />
      {refus && (
        <Alerte gravite="error" titre={texteErreur(refus).titre} annoncee>
          <p>{texteErreur(refus).texte}</p>
          <Mention>{commun.code(refus.code)}</Mention>
        </Alerte>
      )}
      <TexteRedige html={texte.html} libelle={textes.texte} cadre />
      <CaseACocher
        id={CASE}
        legende={textes.titre}
        libelle={textes.accord}
        cochee={accord}
        erreur={oubli ? textes.requis : undefined}
        onChange={setAccord}
      />
    </Formulaire>
  );
}

function useTexteCgu(marque: CleMarque) {
  const [texte, setTexte] = useState<TexteLegal>();
  const [panne, setPanne] = useState<unknown>();
  const [essai, setEssai] = useState(0);
  useEffect(() => {
    let utile = true;
    setPanne(undefined);
    chargerCgu(marque).then(
      (lu) => utile && setTexte(lu),
      (erreur: unknown) => utile && setPanne(erreur),
    );
    return () => {
      utile = false;
    };
  }, [marque, essai]);
  return { texte, panne, recharger: () => setEssai((n) => n + 1) };
}
