import { useState } from "react";
import { DroitFiche } from "@/gen/passemploi/portefeuille/v1/beneficiaire_pb";
import { fiche as textesFiche } from "@/i18n/fr/fiche";
import { copier } from "@/platform/pressePapiers";
import { Bouton } from "@/ui/Bouton";
import { Invisible } from "@/ui/Definitions";
import { StatutVisible } from "@/ui/SousTitre";
import { useOuverture } from "@/ui/useOuverture";
import { useModifierFiche } from "../api";
import type { FicheVue } from "../fiche";
import { IDENTIFIANT_FT_MAX, verifierIdentifiantFt } from "../saisie";
import { DialogueChamp } from "./DialogueChamp";

const textes = textesFiche.identifiantFt;

/** The number of the letters of France Travail: added, changed, copied (D45). */
export function IdentifiantFt({ fiche }: { fiche: FicheVue }) {
  const { identifiantFt } = fiche;
  return (
    <>
      {fiche.peut(DroitFiche.MODIFIER_IDENTIFIANT) && <Modification fiche={fiche} />}
      {identifiantFt && <Copie key={identifiantFt} identifiant={identifiantFt} />}
    </>
  );
}

function Modification({ fiche }: { fiche: FicheVue }) {
  const dialogue = useOuverture();
  const modification = useModifierFiche();
  const connu = fiche.identifiantFt !== undefined;
  return (
    <>
      <Bouton genre="discret" petit icone="fr-icon-edit-line" onClick={dialogue.ouvrir}>
        {connu ? textes.modifier : textes.ajouter}
        <Invisible>{textes.actionDe}</Invisible>
      </Bouton>
      <StatutVisible>{modification.isSuccess ? textesFiche.enregistre : ""}</StatutVisible>
      <DialogueChamp
        key={dialogue.cle}
        fiche={fiche}
        ouvert={dialogue.ouvert}
        id="fiche-identifiant"
        titre={connu ? textes.titreModification : textes.titreAjout}
        libelle={textesFiche.champs.identifiantFt}
        aide={textes.aide}
        maximum={IDENTIFIANT_FT_MAX}
        enregistree={fiche.identifiantFt ?? ""}
        verifier={verifierIdentifiantFt}
        enCours={modification.isPending}
        onEnvoyer={(valeur, etag, { onError }) =>
          modification.mutate(
            { beneficiaireId: fiche.id, etag, identifiantFt: valeur.trim() },
            { onSuccess: dialogue.fermer, onError },
          )
        }
        onFermer={dialogue.fermer}
      />
    </>
  );
}

function Copie({ identifiant }: { identifiant: string }) {
  const [suite, setSuite] = useState("");
  return (
    <>
      <Bouton
        genre="discret"
        petit
        icone="fr-icon-clipboard-line"
        onClick={() =>
          void copier(identifiant).then((reussi) =>
            setSuite(reussi ? textes.copie : textes.copieImpossible),
          )
        }
      >
        {textes.copier}
        <Invisible>{textes.actionDe}</Invisible>
      </Bouton>
      <StatutVisible>{suite}</StatutVisible>
    </>
  );
}
