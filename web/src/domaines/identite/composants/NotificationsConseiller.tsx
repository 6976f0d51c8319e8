import {
  Recapitulatif,
  type GetProfilConseillerResponse,
} from "@/gen/passemploi/identite/v1/profil_service_pb";
import { profilConseiller } from "@/i18n/fr/profilConseiller";
import { BoutonsRadio, Interrupteur } from "@/ui/Choix";
import { Bloc } from "@/ui/Definitions";
import { useModifierProfil } from "../api";
import { RefusSurPlace } from "./RefusAppel";

const textes = profilConseiller.notifications;
const CHOIX = [Recapitulatif.TOUS_LES_JOURS, Recapitulatif.JOURS_OUVRES, Recapitulatif.JAMAIS];

/** What is asked shows at once; refused, it goes back, with the reason. */
export function NotificationsConseiller({ profil }: { profil: GetProfilConseillerResponse }) {
  const son = useModifierProfil();
  const recapitulatif = useModifierProfil();
  const demande = recapitulatif.isPending ? recapitulatif.variables.recapitulatif : undefined;
  const refus = son.error ?? recapitulatif.error;
  return (
    <Bloc titre={textes.titre}>
      {refus && <RefusSurPlace cause={refus} />}
      <Interrupteur
        libelle={textes.sonores}
        actif={profil.notificationsSonores}
        onChange={(notificationsSonores) =>
          son.mutateAsync({ notificationsSonores }).catch(() => undefined)
        }
      />
      <BoutonsRadio
        id="recapitulatif"
        legende={textes.recapitulatif}
        ferme={profil.email === undefined ? textes.recapitulatifFerme : undefined}
        options={CHOIX.map((valeur) => ({ valeur, libelle: textes.choix[valeur] }))}
        valeur={demande ?? profil.recapitulatif}
        onChange={(valeur) => recapitulatif.mutate({ recapitulatif: valeur })}
      />
    </Bloc>
  );
}
