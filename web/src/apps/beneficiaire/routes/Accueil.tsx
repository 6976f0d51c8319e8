import { useProfilBeneficiaire, useSession } from "@/domaines/identite/api";
import { MonConseiller } from "@/domaines/identite/composants/MonConseiller";
import { beneficiaire } from "@/i18n/fr/beneficiaire";
import { texteErreur } from "@/i18n/fr/erreurs";
import { lireErreur } from "@/platform/erreurs";
import { Encart } from "@/ui/Alerte";
import { Bloc } from "@/ui/Definitions";
import { Pile } from "@/ui/Disposition";
import { Chargement, EtatErreur } from "@/ui/Etats";
import { EnteteAccueil } from "@/ui/Titre";

/** What matters now: for this first version, who is there for the person. */
export function PageAccueil() {
  const session = useSession();
  const profil = useProfilBeneficiaire();
  const textes = beneficiaire.accueil;
  const erreur = profil.isError ? lireErreur(profil.error) : undefined;
  return (
    <>
      <EnteteAccueil titre={textes.titre(session.prenom)} document={textes.document} />
      <Pile>
        <Encart titre={textes.bienvenue.titre}>
          <p>{textes.bienvenue.texte}</p>
        </Encart>
        <Bloc titre={textes.conseiller}>
          {profil.isPending && <Chargement lignes={2} />}
          {erreur && (
            <EtatErreur
              {...texteErreur(erreur)}
              code={erreur.code}
              onReessayer={() => void profil.refetch()}
            />
          )}
          {profil.data && <MonConseiller conseiller={profil.data.conseiller} />}
        </Bloc>
      </Pile>
    </>
  );
}
