import { Raison } from "@/gen/passemploi/erreurs/v1/raison_pb";
import type { GetErreurConnexionResponse } from "@/gen/passemploi/identite/v1/session_service_pb";
import { commun } from "@/i18n/fr/commun";
import { identite, refusConnexion, structures } from "@/i18n/fr/identite";
import { Alerte } from "@/ui/Alerte";
import { Mention } from "@/ui/Disposition";
import { useErreurConnexion } from "../api";

/** Why the person is here again: a refused sign-in, or a session that ended. */
export function AvisConnexion({
  erreur,
  sessionExpiree,
}: {
  erreur: string | undefined;
  sessionExpiree: boolean;
}) {
  const { data, isPending } = useErreurConnexion(erreur);
  if (erreur !== undefined) {
    if (isPending) return null;
    return data ? <Refus refus={data} /> : <RefusOublie />;
  }
  if (!sessionExpiree) return null;
  const textes = identite.connexion.sessionExpiree;
  return (
    <Alerte gravite="info" titre={textes.titre}>
      <p>{textes.texte}</p>
    </Alerte>
  );
}

/** The reason was read before, or cannot be read: no code would help. */
function RefusOublie() {
  const { titre, texte } = identite.connexion.refusOublie;
  return (
    <Alerte gravite="warning" titre={titre} annoncee>
      <p>{texte}</p>
    </Alerte>
  );
}

function Refus({ refus }: { refus: GetErreurConnexionResponse }) {
  const { raison } = refus;
  const contexte = {
    email: refus.email,
    structure: refus.structureExistante ? structures[refus.structureExistante] : undefined,
  };
  const connu = raison === Raison.UNSPECIFIED ? undefined : refusConnexion[raison];
  const textes = connu?.(contexte) ?? identite.connexion.refusInconnu;
  return (
    <Alerte gravite="error" titre={textes.titre} annoncee>
      <p>{textes.texte}</p>
      <p>{textes.remede}</p>
      <Mention>
        {identite.connexion.support} {commun.code(Raison[raison])}
      </Mention>
    </Alerte>
  );
}
