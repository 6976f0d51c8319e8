import { useState } from "react";
import { commun } from "@/i18n/fr/commun";
import { profilConseiller } from "@/i18n/fr/profilConseiller";
import { Bouton } from "@/ui/Bouton";
import { Bloc } from "@/ui/Definitions";
import { Dialogue } from "@/ui/Dialogue";
import { useSupprimerCompte } from "../deconnexion";
import { RefusAppel } from "./RefusAppel";

/** Leaving for good: refused while people remain in the portefeuille (A10). */
export function SuppressionConseiller() {
  const textes = profilConseiller.suppression;
  const [ouvert, setOuvert] = useState(false);
  const suppression = useSupprimerCompte("conseiller");

  function fermer() {
    setOuvert(false);
    suppression.reset();
  }

  return (
    <Bloc titre={textes.titre}>
      <p>{textes.texte}</p>
      <Bouton genre="secondaire" icone="fr-icon-delete-line" onClick={() => setOuvert(true)}>
        {textes.action}
      </Bouton>
      <Dialogue
        ouvert={ouvert}
        titre={textes.question}
        fermer={commun.annuler}
        confirmer={suppression.isError ? undefined : textes.confirmer}
        occupe={suppression.isPending}
        onFermer={fermer}
        onConfirmer={() => suppression.mutate("")}
      >
        {suppression.isError ? (
          <RefusAppel cause={suppression.error} niveau="h3" />
        ) : (
          <>
            <p>{textes.perte}</p>
            <p>{textes.prets}</p>
            <p>{textes.retour}</p>
          </>
        )}
      </Dialogue>
    </Bloc>
  );
}
