import { useState } from "react";
import { fiche as textes } from "@/i18n/fr/fiche";
import { Bouton } from "@/ui/Bouton";
import { Actions } from "@/ui/Disposition";
import type { useAbandonnerCreation, useReprendreCreation } from "../api";
import type { FicheVue } from "../fiche";
import { DialogueAbandon } from "./DialogueAbandon";

/** What may be done about a creation that i-milo has not confirmed. */
export function CreationFiche({
  fiche,
  reprise,
  abandon,
  onAbandonne,
}: {
  fiche: FicheVue;
  reprise: ReturnType<typeof useReprendreCreation>;
  abandon: ReturnType<typeof useAbandonnerCreation>;
  onAbandonne: () => void;
}) {
  const [aAbandonner, setAAbandonner] = useState(false);
  return (
    <>
      <Actions>
        <Bouton
          genre="secondaire"
          petit
          occupe={reprise.isPending}
          onClick={() => reprise.mutate(fiche.id)}
        >
          {textes.incertain.action}
        </Bouton>
        <Bouton genre="discret" petit onClick={() => setAAbandonner(true)}>
          {textes.incertain.abandonner}
        </Bouton>
      </Actions>
      <DialogueAbandon
        personne={aAbandonner ? fiche : undefined}
        abandon={abandon}
        onFait={onAbandonne}
        onFermer={() => setAAbandonner(false)}
      />
    </>
  );
}
