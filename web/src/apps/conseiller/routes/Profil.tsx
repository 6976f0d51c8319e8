import { useProfilConseiller } from "@/domaines/identite/api";
import { InformationsConseiller } from "@/domaines/identite/composants/InformationsConseiller";
import { NotificationsConseiller } from "@/domaines/identite/composants/NotificationsConseiller";
import { SessionsOuvertes } from "@/domaines/identite/composants/SessionsOuvertes";
import { SuppressionConseiller } from "@/domaines/identite/composants/SuppressionConseiller";
import { texteErreur } from "@/i18n/fr/erreurs";
import { profilConseiller } from "@/i18n/fr/profilConseiller";
import { lireErreur } from "@/platform/erreurs";
import { Chargement, EtatErreur } from "@/ui/Etats";
import { EntetePage } from "@/ui/Titre";

/** Who I am, what I am told, where I am signed in, how I leave. */
export function PageProfil() {
  const profil = useProfilConseiller();
  const erreur = profil.isError ? lireErreur(profil.error) : undefined;
  return (
    <>
      <EntetePage titre={profilConseiller.titre} />
      {profil.isPending && <Chargement />}
      {erreur && (
        <EtatErreur
          {...texteErreur(erreur)}
          code={erreur.code}
          onReessayer={() => void profil.refetch()}
        />
      )}
      {profil.data && (
        <>
          <InformationsConseiller profil={profil.data} />
          <NotificationsConseiller profil={profil.data} />
        </>
      )}
      <SessionsOuvertes espace="conseiller" />
      <SuppressionConseiller />
    </>
  );
}
