import { useState } from "react";
import { commun } from "@/i18n/fr/commun";
import { fiche as textesFiche } from "@/i18n/fr/fiche";
import { Interrupteur } from "@/ui/Choix";
import { Dialogue } from "@/ui/Dialogue";
import { Puces } from "@/ui/Disposition";
import { StatutVisible } from "@/ui/SousTitre";
import { useModifierFiche } from "../api";
import type { FicheVue } from "../fiche";
import { Refus } from "./Refus";

const textes = textesFiche.compteur;

/** Whether the person sees the count of his hours; showing it says what counts. */
export function CompteurFiche({ fiche }: { fiche: FicheVue }) {
  const [aConfirmer, setAConfirmer] = useState(false);
  const modification = useModifierFiche();

  async function regler(peutVoirComptage: boolean) {
    if (modification.isPending) return;
    setAConfirmer(false);
    const voulu = { beneficiaireId: fiche.id, etag: fiche.etag, peutVoirComptage };
    await modification.mutateAsync(voulu).catch(() => undefined);
  }

  return (
    <>
      {modification.isError && (
        <Refus key={modification.submittedAt} cause={modification.error} niveau="h3" />
      )}
      <Interrupteur
        libelle={textes.libelle}
        aide={textes.aide}
        actif={fiche.peutVoirComptage}
        onChange={(actif) => (actif ? setAConfirmer(true) : regler(false))}
      />
      <StatutVisible>{modification.isSuccess ? textesFiche.enregistre : ""}</StatutVisible>
      <Dialogue
        ouvert={aConfirmer}
        titre={textes.confirmation.titre}
        fermer={commun.annuler}
        confirmer={textes.confirmation.action}
        onFermer={() => setAConfirmer(false)}
        onConfirmer={() => void regler(true)}
      >
        <p>{textes.confirmation.texte}</p>
        <Puces elements={textes.confirmation.compte} />
        <p>{textes.confirmation.reference}</p>
      </Dialogue>
    </>
  );
}
