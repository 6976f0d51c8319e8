import { useEffect, useRef, useState } from "react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMarquerLues, useNonLues, useNotifications } from "@/domaines/communication/api";
import { ListeNotifications } from "@/domaines/communication/composants/ListeNotifications";
import { parJour, vueNotification, type NotificationVue } from "@/domaines/communication/modele";
import { communication } from "@/i18n/fr/communication";
import { texteErreur } from "@/i18n/fr/erreurs";
import { lireErreur } from "@/platform/erreurs";
import { focusTitre } from "@/platform/navigation";
import { Bouton, BoutonLien } from "@/ui/Bouton";
import { Chargement, EtatErreur, EtatVide } from "@/ui/Etats";
import { StatutDiscret } from "@/ui/SousTitre";
import { Suite } from "@/ui/Suite";
import { EntetePage } from "@/ui/Titre";

const textes = communication.centre;

/** Everything the person was told, newest first. */
export function PageNotifications() {
  const lecture = useNotifications();
  const nonLues = useNonLues().data ?? 0;
  const marquer = useMarquerLues();
  const [toutLu, setToutLu] = useState(false);
  const notifications = lecture.data?.pages.flatMap((page) => page.notifications);
  const maintenant = new Date();
  const erreur = lecture.isError && !notifications ? lireErreur(lecture.error) : undefined;
  const refus = marquer.isError || lecture.isFetchNextPageError;

  const lire = ({ id, nonLue }: NotificationVue) => {
    if (nonLue) marquer.mutate({ ids: [id] });
  };
  useOuverture(notifications?.map((n) => vueNotification(n, maintenant, "beneficiaire")), lire);

  function toutMarquer() {
    marquer.mutate(
      { toutes: true },
      {
        onSuccess: () => {
          setToutLu(true);
          focusTitre();
        },
      },
    );
  }

  return (
    <>
      <EntetePage
        titre={textes.titre}
        actions={
          <>
            {nonLues > 0 && (
              <Bouton genre="secondaire" occupe={marquer.isPending} onClick={toutMarquer}>
                {textes.toutLu}
              </Bouton>
            )}
            <BoutonLien genre="discret" icone="fr-icon-settings-5-line" vers="/profil/notifications">
              {textes.preferences}
            </BoutonLien>
          </>
        }
      />
      <StatutDiscret>{toutLu && nonLues === 0 ? textes.toutEstLu : ""}</StatutDiscret>
      {lecture.isPending && <Chargement />}
      {erreur && (
        <EtatErreur
          {...texteErreur(erreur)}
          code={erreur.code}
          onReessayer={() => void lecture.refetch()}
        />
      )}
      {refus && <Refus cause={marquer.error ?? lecture.error} />}
      {notifications?.length === 0 && (
        <EtatVide titre={textes.vide}>
          <p>{textes.videTexte}</p>
        </EtatVide>
      )}
      {notifications && notifications.length > 0 && (
        <>
          <ListeNotifications
            journees={parJour(notifications, maintenant)}
            onLue={(notification) => {
              lire(notification);
              // The button "read" disappears with the dot.
              if (notification.vers === undefined) focusTitre();
            }}
          />
          <Suite
            reste={lecture.hasNextPage}
            occupe={lecture.isFetchingNextPage}
            libelle={textes.suite}
            fin={textes.fin}
            onSuite={() => void lecture.fetchNextPage()}
          />
        </>
      )}
    </>
  );
}

function Refus({ cause }: { cause: unknown }) {
  const lue = lireErreur(cause);
  return <EtatErreur {...texteErreur(lue)} code={lue.code} />;
}

/** A push message leads here with its id: from here the registry leads on, once. */
function useOuverture(
  notifications: NotificationVue[] | undefined,
  lire: (notification: NotificationVue) => void,
) {
  const { ouvrir } = useSearch({ strict: false }) as { ouvrir?: string };
  const aller = useNavigate();
  const faite = useRef<string>(undefined);
  useEffect(() => {
    if (ouvrir === undefined || notifications === undefined || faite.current === ouvrir) return;
    faite.current = ouvrir;
    const trouvee = notifications.find(({ id }) => id === ouvrir);
    if (!trouvee) return;
    lire(trouvee);
    if (trouvee.vers !== undefined) void aller({ to: trouvee.vers, replace: true });
  }, [ouvrir, notifications, lire, aller]);
}
