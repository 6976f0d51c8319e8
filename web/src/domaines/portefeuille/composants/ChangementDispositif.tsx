import { fiche as textesFiche } from "@/i18n/fr/fiche";
import { Bouton } from "@/ui/Bouton";
import { StatutVisible } from "@/ui/SousTitre";
import { useOuverture } from "@/ui/useOuverture";
import { useModifierFiche } from "../api";
import type { FicheVue } from "../fiche";
import { DialogueDispositif } from "./DialogueDispositif";

/** CEJ to PACEA, or the other way. */
export function ChangementDispositif({ fiche }: { fiche: FicheVue }) {
  const dialogue = useOuverture();
  const modification = useModifierFiche();
  return (
    <>
      <Bouton genre="secondaire" petit icone="fr-icon-refresh-line" onClick={dialogue.ouvrir}>
        {textesFiche.dispositif.action}
      </Bouton>
      <StatutVisible>{modification.isSuccess ? textesFiche.enregistre : ""}</StatutVisible>
      <DialogueDispositif
        key={dialogue.cle}
        fiche={fiche}
        ouvert={dialogue.ouvert}
        modification={modification}
        onFermer={dialogue.fermer}
      />
    </>
  );
}
