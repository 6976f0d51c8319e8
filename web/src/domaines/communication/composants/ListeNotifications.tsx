import { communication } from "@/i18n/fr/communication";
import { Bouton } from "@/ui/Bouton";
import { Bloc, DateTexte, Invisible } from "@/ui/Definitions";
import { Mention } from "@/ui/Disposition";
import { Lien } from "@/ui/Lien";
import { Lignes } from "@/ui/Lignes";
import { Pastille } from "@/ui/Pastille";
import type { JourneeNotifications, NotificationVue } from "../modele";

const textes = communication.centre;

/** By day; a title leads to its page, and a notification without page is marked read by hand. */
export function ListeNotifications({
  journees,
  onLue,
}: {
  journees: JourneeNotifications[];
  onLue: (notification: NotificationVue) => void;
}) {
  return journees.map(({ jour, notifications }) => (
    <Bloc key={jour} titre={jour}>
      <Lignes
        libelle={jour}
        lignes={notifications.map((notification) => ({
          cle: notification.id,
          titre: <Titre notification={notification} onLue={onLue} />,
          details: (
            <>
              <p>{notification.description}</p>
              {notification.quand && (
                <Mention>
                  <DateTexte {...notification.quand} />
                </Mention>
              )}
            </>
          ),
          action: notification.nonLue && notification.vers === undefined && (
            <Bouton genre="discret" petit onClick={() => onLue(notification)}>
              {textes.marquerLue}
              <Invisible>{` : ${notification.titre}`}</Invisible>
            </Bouton>
          ),
        }))}
      />
    </Bloc>
  ));
}

function Titre({
  notification,
  onLue,
}: {
  notification: NotificationVue;
  onLue: (notification: NotificationVue) => void;
}) {
  const { vers, titre, nonLue } = notification;
  return (
    <>
      {vers === undefined ? (
        titre
      ) : (
        <Lien vers={vers} onClick={() => onLue(notification)}>
          {titre}
        </Lien>
      )}
      {nonLue && <Pastille>{textes.nonLue}</Pastille>}
    </>
  );
}
