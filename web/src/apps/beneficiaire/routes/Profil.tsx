import { cleMarque, useProfilBeneficiaire, useSession } from "@/domaines/identite/api";
import { EchecDeconnexion } from "@/domaines/identite/composants/EchecDeconnexion";
import { MonConseiller } from "@/domaines/identite/composants/MonConseiller";
import { useDeconnexion } from "@/domaines/identite/deconnexion";
import type { GetProfilBeneficiaireResponse } from "@/gen/passemploi/identite/v1/profil_service_pb";
import { beneficiaire } from "@/i18n/fr/beneficiaire";
import { commun } from "@/i18n/fr/commun";
import { texteErreur } from "@/i18n/fr/erreurs";
import { dispositifs, dispositifsLongs, identite } from "@/i18n/fr/identite";
import { lireErreur } from "@/platform/erreurs";
import { ChoixApparence } from "@/ui/Apparence";
import { Bouton } from "@/ui/Bouton";
import { Bloc, Definitions } from "@/ui/Definitions";
import { Chargement, EtatErreur } from "@/ui/Etats";
import { LiensLegaux } from "@/ui/Pied";
import { EntetePage } from "@/ui/Titre";

/** Who I am, who accompanies me, how I leave. */
export function PageProfil() {
  const session = useSession();
  const profil = useProfilBeneficiaire();
  const sortie = useDeconnexion("beneficiaire");
  const textes = beneficiaire.profil;
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
      <Bloc titre={textes.apparence}>
        <ChoixApparence />
      </Bloc>
      <Bloc titre={commun.pied.titre}>
        <LiensLegaux marque={cleMarque(session.marque)} />
      </Bloc>
      <Bloc titre={textes.compte}>
        <Bouton
          genre="secondaire"
          icone="fr-icon-logout-box-r-line"
          occupe={sortie.isPending}
          onClick={() => sortie.mutate()}
        >
          {sortie.isPending ? identite.deconnexion.encours : identite.deconnexion.action}
        </Bouton>
      </Bloc>
      <EchecDeconnexion sortie={sortie} />
    </>
  );
}

function Identite({ profil }: { profil: GetProfilBeneficiaireResponse }) {
  const textes = beneficiaire.profil;
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
