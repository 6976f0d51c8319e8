import { entreeConseiller } from "@/i18n/fr/entreeConseiller";
import { Bouton } from "@/ui/Bouton";
import { Champ } from "@/ui/Champ";
import { Formulaire, ResumeErreurs } from "@/ui/Formulaire";
import { useFormulaire } from "@/ui/useFormulaire";
import { AGENCE_LIBRE_MAX, verifierAgenceLibre } from "../lieu";

const CHAMP = "agence-libre";

/** An agence that the referential has not: outside every perimeter, and said so. */
export function AgenceLibre({
  occupe,
  onChoisir,
}: {
  occupe: boolean;
  onChoisir: (nom: string) => void;
}) {
  const textes = entreeConseiller.lieu.libre;
  const form = useFormulaire({ nom: "" }, { nom: verifierAgenceLibre });
  const erreur = form.erreurs.nom;
  return (
    <Formulaire
      onEnvoyer={() => {
        if (form.valider()) onChoisir(form.valeurs.nom.trim());
      }}
      actions={
        <Bouton type="submit" genre="secondaire" occupe={occupe}>
          {textes.valider}
        </Bouton>
      }
    >
      <ResumeErreurs essai={form.essai} erreurs={erreur ? [{ champ: CHAMP, message: erreur }] : []} />
      <Champ
        id={CHAMP}
        libelle={textes.libelle}
        aide={textes.aide}
        obligatoire
        maximum={AGENCE_LIBRE_MAX}
        valeur={form.valeurs.nom}
        erreur={erreur}
        onChange={(v) => form.changer("nom", v)}
      />
    </Formulaire>
  );
}
