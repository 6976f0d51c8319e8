import { useSession } from "@/domaines/identite/api";
import { commun } from "@/i18n/fr/commun";
import { communication } from "@/i18n/fr/communication";
import { texteErreur } from "@/i18n/fr/erreurs";
import { lireErreur } from "@/platform/erreurs";
import { estPostePartage } from "@/platform/postePartage";
import { Alerte } from "@/ui/Alerte";
import { Bouton } from "@/ui/Bouton";
import { Bloc } from "@/ui/Definitions";
import { Mention } from "@/ui/Disposition";
import { Chargement } from "@/ui/Etats";
import { Consignes } from "@/ui/Tuiles";
import { useAppareil, type EtatAppareil } from "../api";

const textes = communication.preferences.appareil;

/** Push messages on this device: asked by a tap, and how to come back from a refusal. */
export function NotificationsAppareil() {
  const { id, clePush } = useSession();
  const { etat, activer, desactiver } = useAppareil(id, clePush);
  const echec = activer.error ?? desactiver.error;
  return (
    <Bloc titre={textes.titre}>
      {echec && <Echec cause={echec} />}
      {estPostePartage() ? (
        <p>{textes.partage}</p>
      ) : clePush === undefined ? (
        <p>{textes.absent}</p>
      ) : (
        <Etat
          etat={etat}
          occupe={activer.isPending || desactiver.isPending}
          onActiver={() => activer.mutate()}
          onDesactiver={() => desactiver.mutate()}
        />
      )}
    </Bloc>
  );
}

function Etat({
  etat,
  occupe,
  onActiver,
  onDesactiver,
}: {
  etat: EtatAppareil | undefined;
  occupe: boolean;
  onActiver: () => void;
  onDesactiver: () => void;
}) {
  if (etat === undefined) return <Chargement lignes={1} />;
  if (etat === "impossible") return <p>{textes.impossible}</p>;
  if (etat === "refuse") {
    return (
      <Alerte gravite="warning" titre={textes.refuse.titre} niveau="h3">
        <p>{textes.refuse.texte}</p>
        <Consignes etapes={textes.refuse.etapes} />
      </Alerte>
    );
  }
  const actif = etat === "actif";
  return (
    <>
      <p role="status">{actif ? textes.actif : textes.texte}</p>
      {/* One button for both: the focus stays on it. */}
      <Bouton
        genre={actif ? "secondaire" : "principal"}
        occupe={occupe}
        onClick={actif ? onDesactiver : onActiver}
      >
        {occupe ? textes.activation : actif ? textes.desactiver : textes.activer}
      </Bouton>
    </>
  );
}

/** The push service of the browser fails with its own errors; ours have their reasons. */
function Echec({ cause }: { cause: unknown }) {
  const lue = lireErreur(cause);
  const { titre, texte } = lue.raison ? texteErreur(lue) : textes.echec;
  return (
    <Alerte gravite="error" titre={titre} niveau="h3" annoncee>
      <p>{texte}</p>
      {lue.raison && <Mention>{commun.code(lue.raison)}</Mention>}
    </Alerte>
  );
}
