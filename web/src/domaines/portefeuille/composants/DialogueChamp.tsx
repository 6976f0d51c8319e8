import { useState } from "react";
import { commun } from "@/i18n/fr/commun";
import { texteErreur } from "@/i18n/fr/erreurs";
import { fiche as textes } from "@/i18n/fr/fiche";
import { lireErreur } from "@/platform/erreurs";
import { Champ } from "@/ui/Champ";
import { Dialogue } from "@/ui/Dialogue";
import { Mention } from "@/ui/Disposition";
import { Consigne } from "@/ui/Formulaire";
import { useFormulaire } from "@/ui/useFormulaire";
import type { FicheVue } from "../fiche";
import { useVersion } from "../modification";
import type { Verdict } from "../saisie";
import { Refus } from "./Refus";

interface Proprietes {
  fiche: FicheVue;
  ouvert: boolean;
  id: string;
  titre: string;
  libelle: string;
  aide: string;
  obligatoire?: boolean;
  type?: "text" | "email";
  maximum: number;
  /** As the server holds it. */
  enregistree: string;
  verifier: (valeur: string) => Verdict;
  enCours: boolean;
  /** Sends the value with the version that the person saw. */
  onEnvoyer: (valeur: string, etag: string, suites: { onError: (cause: unknown) => void }) => void;
  onFermer: () => void;
}

/** One field of the fiche to change. What was typed stays, whatever the answer. */
export function DialogueChamp({ enregistree, verifier, onEnvoyer, ...p }: Proprietes) {
  const version = useVersion(p.fiche);
  const form = useFormulaire({ valeur: enregistree }, { valeur: verifier });
  const [refus, setRefus] = useState<unknown>();
  const [essai, setEssai] = useState(0);

  function envoyer() {
    setRefus(undefined);
    if (!form.valider()) return amener();
    setEssai((n) => n + 1);
    onEnvoyer(form.valeurs.valeur, version.etag, {
      onError: (cause) => {
        version.noter(cause);
        const lue = lireErreur(cause);
        const duChamp = lue.genre === "a_corriger" || lue.raison?.endsWith("_EXISTE_DEJA");
        if (!duChamp) return setRefus(cause);
        form.refuser({ valeur: texteErreur(lue).texte });
        amener();
      },
    });
  }

  const amener = () => document.getElementById(p.id)?.focus();

  return (
    <Dialogue
      ouvert={p.ouvert}
      titre={p.titre}
      fermer={commun.annuler}
      confirmer={p.enCours ? textes.enregistrement : textes.enregistrer}
      formulaire
      occupe={p.enCours}
      onFermer={p.onFermer}
      onConfirmer={envoyer}
    >
      {refus !== undefined && <Refus key={essai} cause={refus} niveau="h3" />}
      {version.perimee && (
        <Mention>{textes.valeurEnregistree(enregistree || textes.nonRenseigne)}</Mention>
      )}
      {p.obligatoire && <Consigne>{commun.champsObligatoires}</Consigne>}
      <Champ
        id={p.id}
        libelle={p.libelle}
        aide={p.aide}
        type={p.type}
        obligatoire={p.obligatoire}
        maximum={p.maximum}
        valeur={form.valeurs.valeur}
        erreur={form.erreurs.valeur}
        onChange={(valeur) => form.changer("valeur", valeur)}
      />
    </Dialogue>
  );
}
