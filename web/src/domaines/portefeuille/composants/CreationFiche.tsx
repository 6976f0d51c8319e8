import { useState } from "react";
import { EtatCompte } from "@/gen/passemploi/portefeuille/v1/beneficiaire_pb";
import { fiche as textes } from "@/i18n/fr/fiche";
import { portefeuille } from "@/i18n/fr/portefeuille";
import { Alerte } from "@/ui/Alerte";
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

/** What i-milo answered, in the words of the list. */
export function SuiteReprise({
  reprise,
  nom,
}: {
  reprise: ReturnType<typeof useReprendreCreation>;
  nom: string;
}) {
  const { titreAttente, attente, titreSucces, succes } = portefeuille.reprise;
  const incertain = reprise.data?.etat === EtatCompte.CREATION_INCERTAINE;
  return (
    <Alerte
      key={reprise.submittedAt}
      gravite={incertain ? "info" : "success"}
      titre={incertain ? titreAttente : titreSucces}
      annoncee
    >
      <p>{incertain ? attente(nom) : succes(nom)}</p>
    </Alerte>
  );
}
