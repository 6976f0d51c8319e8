import { fiche } from "@/i18n/fr/fiche";
import { Champ } from "@/ui/Champ";
import { ChampDate } from "@/ui/ChampDate";
import { Mention } from "@/ui/Disposition";
import { Selection } from "@/ui/Selection";
import type { useFormulaire } from "@/ui/useFormulaire";
import type { MotifPropose } from "@/gen/passemploi/portefeuille/v1/compte_pb";
import { idChampFin, motifChoisi, type BornesFin, type ChampFin } from "../finAccompagnement";
import { COMMENTAIRE_MAX } from "../saisie";

const textes = fiche.fin;

/** Why, with what comment, and when an accompaniment ended. */
export function ChampsFin({
  form,
  motifs,
  bornes,
  derniereActivite,
  avecCommentaire = true,
}: {
  form: Pick<ReturnType<typeof useFormulaire<ChampFin>>, "valeurs" | "erreurs" | "changer">;
  motifs: MotifPropose[];
  bornes: BornesFin;
  derniereActivite: string | undefined;
  avecCommentaire?: boolean;
}) {
  const { valeurs, erreurs, changer } = form;
  return (
    <>
      <Selection
        id={idChampFin("motif")}
        libelle={textes.motif}
        obligatoire
        valeur={valeurs.motif}
        erreur={erreurs.motif}
        options={[
          { valeur: "", libelle: textes.choisir },
          ...motifs.map(({ motif, libelle }) => ({ valeur: String(motif), libelle })),
        ]}
        onChange={(valeur) => changer("motif", valeur)}
      />
      {avecCommentaire && (
        <Champ
          id={idChampFin("commentaire")}
          libelle={textes.commentaire}
          aide={textes.commentaireAide}
          multiligne
          obligatoire={motifChoisi(motifs, valeurs.motif)?.commentaireRequis ?? false}
          maximum={COMMENTAIRE_MAX}
          valeur={valeurs.commentaire}
          erreur={erreurs.commentaire}
          onChange={(valeur) => changer("commentaire", valeur)}
        />
      )}
      <ChampDate
        id={idChampFin("date")}
        libelle={textes.date}
        aide={bornes.aide}
        obligatoire
        minimum={bornes.debut}
        maximum={bornes.fin}
        valeur={valeurs.date}
        erreur={erreurs.date}
        onChange={(valeur) => changer("date", valeur)}
      />
      {derniereActivite && <Mention>{textes.derniereActivite(derniereActivite)}</Mention>}
    </>
  );
}
