import { beneficiaire } from "@/i18n/fr/beneficiaire";
import { texteErreur } from "@/i18n/fr/erreurs";
import { lireErreur } from "@/platform/erreurs";
import { Interrupteur } from "@/ui/Choix";
import { Bloc } from "@/ui/Definitions";
import { Chargement, EtatErreur } from "@/ui/Etats";
import { useChangerPartage, usePreferences } from "../api";
import { RefusSurPlace } from "./RefusAppel";

/** What the conseiller sees of the offers that the person follows. */
export function Partage() {
  const textes = beneficiaire.profil.partage;
  const lecture = usePreferences();
  const changement = useChangerPartage();
  const erreur = lecture.isError ? lireErreur(lecture.error) : undefined;
  return (
    <Bloc titre={textes.titre}>
      {lecture.isPending && <Chargement lignes={1} />}
      {erreur && (
        <EtatErreur
          {...texteErreur(erreur)}
          code={erreur.code}
          niveau="h3"
          onReessayer={() => void lecture.refetch()}
        />
      )}
      {changement.isError && <RefusSurPlace cause={changement.error} />}
      {lecture.data && (
        <Interrupteur
          libelle={textes.libelle}
          aide={textes.aide}
          actif={lecture.data.partageFavoris}
          onChange={(partage) => changement.mutateAsync(partage).catch(() => undefined)}
        />
      )}
    </Bloc>
  );
}
