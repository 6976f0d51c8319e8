import { useState } from "react";
import { EtatCompte } from "@/gen/passemploi/portefeuille/v1/beneficiaire_pb";
import { texteErreur } from "@/i18n/fr/erreurs";
import { portefeuille as textes } from "@/i18n/fr/portefeuille";
import { abandon as textesAbandon } from "@/i18n/fr/suppression";
import { lireErreur } from "@/platform/erreurs";
import { Alerte, type Gravite } from "@/ui/Alerte";
import { useAbandonnerCreation, useReprendreCreation } from "../api";
import { DialogueAbandon } from "./DialogueAbandon";

interface Personne {
  id: string;
  nomComplet: string;
}

interface Avis {
  /** A new notice each time, even with the same words: it takes the focus again. */
  numero: number;
  gravite: Gravite;
  titre: string;
  texte: string;
}

/** Creations that i-milo has not confirmed: resumed or given up from the list (D17). */
export function useAttente() {
  const [avis, setAvis] = useState<Avis>();
  const [aAbandonner, setAAbandonner] = useState<Personne>();
  const reprise = useReprendreCreation();
  const abandon = useAbandonnerCreation();
  const dire = (nouveau: Omit<Avis, "numero">) =>
    setAvis((ancien) => ({ ...nouveau, numero: (ancien?.numero ?? 0) + 1 }));

  function reprendre({ id, nomComplet }: Personne) {
    reprise.mutate(id, {
      onSuccess: ({ etat }) => {
        const { titreAttente, attente, titreSucces, succes } = textes.reprise;
        if (etat === EtatCompte.CREATION_INCERTAINE) {
          dire({ gravite: "info", titre: titreAttente, texte: attente(nomComplet) });
        } else {
          dire({ gravite: "success", titre: titreSucces, texte: succes(nomComplet) });
        }
      },
      onError: (erreur) => dire({ gravite: "error", ...texteErreur(lireErreur(erreur)) }),
    });
  }

  function abandonne({ nomComplet }: Personne) {
    setAAbandonner(undefined);
    const { titre, texte } = textesAbandon.fait;
    dire({ gravite: "success", titre, texte: texte(nomComplet) });
  }

  return {
    avis,
    reprendre,
    enCours: reprise.isPending ? reprise.variables : undefined,
    aAbandonner,
    abandon,
    demanderAbandon: setAAbandonner,
    abandonne,
    garder: () => setAAbandonner(undefined),
  };
}

export function CreationsEnAttente({ attente }: { attente: ReturnType<typeof useAttente> }) {
  const { avis } = attente;
  return (
    <>
      {avis && (
        <Alerte key={avis.numero} gravite={avis.gravite} titre={avis.titre} annoncee>
          <p>{avis.texte}</p>
        </Alerte>
      )}
      <DialogueAbandon
        personne={attente.aAbandonner}
        abandon={attente.abandon}
        onFait={attente.abandonne}
        onFermer={attente.garder}
      />
    </>
  );
}
