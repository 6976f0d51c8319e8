import { useState } from "react";
import { communication } from "@/i18n/fr/communication";
import { focusTitre } from "@/platform/navigation";
import { Bouton } from "@/ui/Bouton";
import { DateTexte, Invisible } from "@/ui/Definitions";
import { Mention } from "@/ui/Disposition";
import { ListeAvis } from "@/ui/Alerte";
import { Lien } from "@/ui/Lien";
import { useAvis, useMarquerLues } from "../api";
import { vueNotification } from "../modele";

/** What a conseiller is told, above his portefeuille, until he dismisses it (D49). */
export function AvisConseiller() {
  const lecture = useAvis();
  const marquer = useMarquerLues();
  // Gone at once; it comes back if the server did not hear.
  const [masques, setMasques] = useState<ReadonlySet<string>>(new Set());
  const textes = communication.avis;
  const maintenant = new Date();
  const avis = (lecture.data ?? [])
    .filter(({ id }) => !masques.has(id))
    .map((notification) => vueNotification(notification, maintenant, "conseiller"));

  function masquer(id: string) {
    setMasques((anciens) => new Set(anciens).add(id));
    focusTitre();
    marquer.mutate(
      { ids: [id] },
      {
        onError: () =>
          setMasques((anciens) => new Set([...anciens].filter((ancien) => ancien !== id))),
      },
    );
  }

  if (avis.length === 0) return null;
  return (
    <ListeAvis
      libelle={textes.liste}
      avis={avis.map(({ id, titre, description, quand, vers }) => ({
        cle: id,
        titre: vers === undefined ? titre : <Lien vers={vers}>{titre}</Lien>,
        corps: (
          <>
            <p>{description}</p>
            {quand && (
              <Mention>
                <DateTexte {...quand} />
              </Mention>
            )}
          </>
        ),
        action: (
          <Bouton genre="discret" petit icone="fr-icon-close-line" onClick={() => masquer(id)}>
            {textes.masquer}
            <Invisible>{textes.masquerDe(titre)}</Invisible>
          </Bouton>
        ),
      }))}
    />
  );
}
