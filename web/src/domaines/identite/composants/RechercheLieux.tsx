import { entreeConseiller } from "@/i18n/fr/entreeConseiller";
import { Bouton } from "@/ui/Bouton";
import { Champ } from "@/ui/Champ";
import { Formulaire, ResumeErreurs } from "@/ui/Formulaire";
import { useFormulaire } from "@/ui/useFormulaire";
import type { RechercheLieu } from "../api";
import {
  codeDepartement,
  RECHERCHE_LIEU_MAX,
  verifierDepartement,
  verifierRecherche,
} from "../lieu";

type NomChamp = "recherche" | "departement";
const idDe = (champ: NomChamp) => `lieu-${champ}`;

/** By word and by département for an agence, by département for a Mission Locale. */
export function RechercheLieux({
  missionLocale,
  onChercher,
}: {
  missionLocale: boolean;
  onChercher: (recherche: RechercheLieu) => void;
}) {
  const textes = entreeConseiller.lieu;
  const champs: NomChamp[] = missionLocale ? ["departement"] : ["recherche", "departement"];
  const form = useFormulaire<NomChamp>(
    { recherche: "", departement: "" },
    { recherche: () => undefined, departement: verifierDepartement },
  );
  const { valeurs, erreurs } = form;

  function chercher() {
    if (!form.valider()) return;
    const vide = verifierRecherche(valeurs, missionLocale);
    if (vide) {
      form.refuser({ [champs[0]!]: vide });
      return;
    }
    onChercher({
      recherche: valeurs.recherche.trim(),
      departement: codeDepartement(valeurs.departement),
    });
  }

  return (
    <Formulaire
      onEnvoyer={chercher}
      actions={
        <Bouton type="submit" genre="secondaire" icone="fr-icon-search-line">
          {textes.chercher}
        </Bouton>
      }
    >
      <ResumeErreurs
        essai={form.essai}
        erreurs={champs.flatMap((champ) => {
          const message = erreurs[champ];
          return message ? [{ champ: idDe(champ), message }] : [];
        })}
      />
      {!missionLocale && (
        <Champ
          id={idDe("recherche")}
          libelle={textes.recherche}
          aide={textes.rechercheAide}
          maximum={RECHERCHE_LIEU_MAX}
          valeur={valeurs.recherche}
          erreur={erreurs.recherche}
          onChange={(v) => form.changer("recherche", v)}
        />
      )}
      <Champ
        id={idDe("departement")}
        libelle={textes.departement}
        aide={textes.departementAide}
        obligatoire={missionLocale}
        valeur={valeurs.departement}
        erreur={erreurs.departement}
        onChange={(v) => form.changer("departement", v)}
      />
    </Formulaire>
  );
}
