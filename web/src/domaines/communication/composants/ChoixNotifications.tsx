import {
  suitDesDemarches,
  useChangerPreference,
  usePreferences,
  useSession,
  type ChoixPreference,
} from "@/domaines/identite/api";
import { CategorieNotification } from "@/gen/passemploi/identite/v1/profil_service_pb";
import { communication } from "@/i18n/fr/communication";
import { texteErreur } from "@/i18n/fr/erreurs";
import { lireErreur } from "@/platform/erreurs";
import { Bloc } from "@/ui/Definitions";
import { Mention } from "@/ui/Disposition";
import { Chargement, EtatErreur } from "@/ui/Etats";
import { TableInterrupteurs, type Cellule } from "@/ui/TableInterrupteurs";

const { choix: textes, sujets, demarches } = communication.preferences;
const CANAUX = ["push", "mail"] as const;

/** Which subjects ring, which are mailed (D53). */
export function ChoixNotifications() {
  const session = useSession();
  const lecture = usePreferences();
  const changement = useChangerPreference();
  const cause = lecture.error ?? changement.error;
  const erreur = cause ? lireErreur(cause) : undefined;

  const titre = (categorie: CategorieNotification) =>
    categorie === CategorieNotification.ACTIONS_DEMARCHES && suitDesDemarches(session)
      ? demarches
      : sujets[categorie];

  function cellules(avant: ChoixPreference): Cellule[] {
    return CANAUX.map((canal, rang) => {
      if (canal === "mail" && avant.categorie === CategorieNotification.MESSAGES) {
        return { ferme: textes.jamais };
      }
      const { categorie, push, mail } = avant;
      return {
        nom: textes.nom(titre(categorie), textes.colonnes[rang]!),
        actif: avant[canal],
        onChange: (actif) =>
          changement
            .mutateAsync({ avant, voulu: { categorie, push, mail, [canal]: actif } })
            .catch(() => undefined),
      };
    });
  }

  return (
    <Bloc titre={textes.titre}>
      {erreur && (
        <EtatErreur
          {...texteErreur(erreur)}
          code={erreur.code}
          niveau="h3"
          amener={changement.isError}
          onReessayer={lecture.isError ? () => void lecture.refetch() : undefined}
        />
      )}
      {lecture.isPending && <Chargement lignes={7} />}
      {lecture.data && (
        <TableInterrupteurs
          legende={textes.legende}
          premiere={textes.sujet}
          colonnes={[...textes.colonnes]}
          lignes={lecture.data.preferences.map((preference) => ({
            cle: String(preference.categorie),
            titre: titre(preference.categorie),
            cellules: cellules(preference),
          }))}
        />
      )}
      <Mention>{textes.rappels}</Mention>
      <Mention>{textes.note}</Mention>
    </Bloc>
  );
}
