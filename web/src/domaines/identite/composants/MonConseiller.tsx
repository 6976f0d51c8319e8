import type { MonConseiller as Message } from "@/gen/passemploi/identite/v1/profil_service_pb";
import { beneficiaire } from "@/i18n/fr/beneficiaire";
import { dateSeule, instantDe } from "@/platform/dates";
import { CartePersonne } from "@/ui/Personne";

/** The conseiller, as his bénéficiaire sees him. */
export function MonConseiller({ conseiller }: { conseiller: Message | undefined }) {
  const textes = beneficiaire.accueil;
  if (!conseiller) return <p>{textes.sansConseiller}</p>;
  const depuis = instantDe(conseiller.depuis);
  const lignes = [conseiller.lieu, depuis && textes.depuis(dateSeule(depuis))];
  return (
    <CartePersonne
      prenom={conseiller.prenom}
      nom={conseiller.nom}
      lignes={lignes.filter((ligne) => ligne !== undefined)}
    />
  );
}
