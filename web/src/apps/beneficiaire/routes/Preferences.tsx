import { ChoixNotifications } from "@/domaines/communication/composants/ChoixNotifications";
import { NotificationsAppareil } from "@/domaines/communication/composants/NotificationsAppareil";
import { communication } from "@/i18n/fr/communication";
import { Retour } from "@/ui/Navigation";
import { EntetePage } from "@/ui/Titre";

const textes = communication.preferences;

/** On which devices, about what. */
export function PagePreferences() {
  return (
    <>
      <EntetePage
        avant={<Retour vers="/profil">{textes.retour}</Retour>}
        titre={textes.titre}
      />
      <NotificationsAppareil />
      <ChoixNotifications />
    </>
  );
}
