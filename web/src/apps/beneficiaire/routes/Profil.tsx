import { cleMarque, useProfilBeneficiaire, useSession } from "@/domaines/identite/api";
import { MonConseiller } from "@/domaines/identite/composants/MonConseiller";
import { Partage } from "@/domaines/identite/composants/Partage";
import { EchecDeconnexion } from "@/domaines/identite/composants/EchecDeconnexion";
import { SessionsOuvertes } from "@/domaines/identite/composants/SessionsOuvertes";
import { useDeconnexion } from "@/domaines/identite/deconnexion";
import type { GetProfilBeneficiaireResponse } from "@/gen/passemploi/identite/v1/profil_service_pb";
import { beneficiaire } from "@/i18n/fr/beneficiaire";
import { texteErreur } from "@/i18n/fr/erreurs";
import { dispositifs, dispositifsLongs, identite } from "@/i18n/fr/identite";
import { lireErreur } from "@/platform/erreurs";
import { ChoixApparence } from "@/ui/Apparence";
import { Bouton, BoutonLien } from "@/ui/Bouton";
import { Bloc, Definitions } from "@/ui/Definitions";
import { Actions } from "@/ui/Disposition";
import { Chargement, EtatErreur } from "@/ui/Etats";
import { LiensLegaux } from "@/ui/Pied";
import { EntetePage } from "@/ui/Titre";

const textes = beneficiaire.profil;

/** Who I am, who accompanies me, what I share, how I leave. */
export function PageProfil() {
  const session = useSession();
  const profil = useProfilBeneficiaire();
  const sortie = useDeconnexion("beneficiaire");
  const erreur = profil.isError ? lireErreur(profil.error) : undefined;
  return (
    <>
      <EntetePage titre={textes.titre} />
      {profil.isPending && <Chargement lignes={4} />}
      {erreur && (
        <EtatErreur
          {...texteErreur(erreur)}
          code={erreur.code}
          onReessayer={() => void profil.refetch()}
        />
      )}
      {profil.data && <Identite profil={profil.data} />}
      <Bloc titre={textes.notifications.titre}>
        <p>{textes.notifications.texte}</p>
        <BoutonLien
          genre="secondaire"
          icone="fr-icon-notification-3-line"
          vers="/profil/notifications"
        >
          {textes.notifications.action}
        </BoutonLien>
      </Bloc>
      <Partage />
      <Bloc titre={textes.consultations.titre}>
        <p>{textes.consultations.texte}</p>
        <BoutonLien genre="secondaire" icone="fr-icon-eye-line" vers="/profil/consultations">
          {textes.consultations.action}
        </BoutonLien>
      </Bloc>
      <Bloc titre={textes.apparence}>
        <ChoixApparence />
      </Bloc>
      <SessionsOuvertes espace="beneficiaire" />
      <Bloc titre={textes.aide.titre}>
        <p>{textes.aide.texte}</p>
        <LiensLegaux marque={cleMarque(session.marque)} />
      </Bloc>
      <Bloc titre={textes.compte}>
        <Actions>
          <Bouton
            genre="secondaire"
            icone="fr-icon-logout-box-r-line"
            occupe={sortie.isPending}
            onClick={() => sortie.mutate()}
          >
            {sortie.isPending ? identite.deconnexion.encours : identite.deconnexion.action}
          </Bouton>
          <BoutonLien genre="discret" icone="fr-icon-delete-line" vers="/profil/suppression">
            {textes.suppression.action}
          </BoutonLien>
        </Actions>
      </Bloc>
      <EchecDeconnexion sortie={sortie} />
    </>
  );
}

function Identite({ profil }: { profil: GetProfilBeneficiaireResponse }) {
  const { champs } = textes;
  return (
    <>
      <Bloc titre={textes.identite}>
        <Definitions
          definitions={[
            { cle: "prenom", terme: champs.prenom, valeur: profil.prenom },
            { cle: "nom", terme: champs.nom, valeur: profil.nom },
            { cle: "email", terme: champs.email, valeur: profil.email ?? textes.nonRenseignee },
            {
              cle: "dispositif",
              terme: champs.dispositif,
              valeur: dispositifsLongs[profil.dispositif] ?? dispositifs[profil.dispositif],
            },
          ]}
        />
      </Bloc>
      <Bloc titre={textes.conseiller}>
        <MonConseiller conseiller={profil.conseiller} />
      </Bloc>
    </>
  );
}
