import { useEffect, useRef, useState, type ReactNode } from "react";
import { useDeconnexion } from "@/domaines/identite/deconnexion";
import { beneficiaire } from "@/i18n/fr/beneficiaire";
import {
  estPostePartage,
  inactivite,
  INACTIVITE_MS,
  noterActivite,
  PREAVIS_MS,
} from "@/platform/postePartage";
import { Dialogue } from "@/ui/Dialogue";
import { EtatErreur } from "@/ui/Etats";

const GESTES = ["pointerdown", "keydown", "wheel", "touchmove"] as const;
const VERIFICATION_MS = 1_000;
const textes = beneficiaire.connexion.postePartage;

/** On a shared computer, an absence ends the session (TR-26). */
export function VeillePoste({ children }: { children: ReactNode }) {
  const [partage] = useState(estPostePartage);
  return partage ? <Veille>{children}</Veille> : children;
}

function Veille({ children }: { children: ReactNode }) {
  const sortie = useDeconnexion("beneficiaire", "inactivite");
  const [reste, setReste] = useState<number>();
  const [fini, setFini] = useState(false);
  const averti = useRef(false);
  const { mutate } = sortie;

  useEffect(() => {
    let derniere = 0;
    function noter() {
      // Once warned, only an answer counts.
      if (averti.current || Date.now() - derniere < VERIFICATION_MS) return;
      derniere = Date.now();
      noterActivite(derniere);
    }
    function verifier() {
      const attente = INACTIVITE_MS + PREAVIS_MS - inactivite();
      averti.current = attente <= PREAVIS_MS;
      setReste(averti.current ? Math.ceil(attente / 1_000) : undefined);
      if (attente <= 0) setFini(true);
    }
    for (const geste of GESTES) addEventListener(geste, noter, { passive: true });
    addEventListener("visibilitychange", verifier);
    const minuteur = setInterval(verifier, VERIFICATION_MS);
    noter();
    return () => {
      clearInterval(minuteur);
      removeEventListener("visibilitychange", verifier);
      for (const geste of GESTES) removeEventListener(geste, noter);
    };
  }, []);

  useEffect(() => {
    if (fini) mutate();
  }, [fini, mutate]);

  function rester() {
    averti.current = false;
    noterActivite();
    setReste(undefined);
  }

  // Nothing of the person is shown any more, whatever the server answers.
  if (fini) return <Fin sortie={sortie} />;
  return (
    <>
      {children}
      <Dialogue
        ouvert={reste !== undefined}
        titre={textes.avertissement}
        fermer={textes.rester}
        confirmer={textes.partir}
        onFermer={rester}
        onConfirmer={() => setFini(true)}
      >
        <p role="timer">{textes.decompte(reste ?? 0)}</p>
      </Dialogue>
    </>
  );
}

function Fin({ sortie }: { sortie: ReturnType<typeof useDeconnexion> }) {
  if (!sortie.isError) return <p role="status">{textes.fin}</p>;
  return (
    <EtatErreur
      titre={textes.echec}
      texte={textes.echecTexte}
      code="DECONNEXION"
      onReessayer={() => sortie.mutate()}
    />
  );
}
