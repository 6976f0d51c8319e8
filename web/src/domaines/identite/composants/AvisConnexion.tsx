import { Raison } from "@/gen/passemploi/erreurs/v1/raison_pb";
import type { GetErreurConnexionResponse } from "@/gen/passemploi/identite/v1/session_service_pb";
import { commun } from "@/i18n/fr/commun";
import { motifsConnexion, refusConnexion, refusInconnu } from "@/i18n/fr/connexion";
import { texteErreur } from "@/i18n/fr/erreurs";
import { identite, structures } from "@/i18n/fr/identite";
import { lireErreur } from "@/platform/erreurs";
import type { Espace } from "@/platform/espace";
import { Alerte } from "@/ui/Alerte";
import { Mention } from "@/ui/Disposition";
import { LienExterne } from "@/ui/Lien";
import { Consignes } from "@/ui/Tuiles";
import { useErreurConnexion } from "../api";
import type { CleMarque } from "../modele";

interface Proprietes {
  espace: Espace;
  marque: CleMarque;
  /** Of the address: the opaque id of a refusal, and why the person is here otherwise. */
  erreur: string | undefined;
  motif: string | undefined;
}

/** Why the person is here again: a refused sign-in, a session that ended. */
export function AvisConnexion({ espace, marque, erreur, motif }: Proprietes) {
  const { data, isPending, error } = useErreurConnexion(erreur);
  if (erreur !== undefined) {
    if (isPending) return null;
    return data ? <Refus refus={data} espace={espace} marque={marque} /> : <RefusIllisible cause={error} />;
  }
  if (motif === undefined || !Object.hasOwn(motifsConnexion, motif)) return null;
  const { gravite, titre, texte } = motifsConnexion[motif as keyof typeof motifsConnexion];
  return (
    <Alerte gravite={gravite} titre={titre}>
      <p>{texte}</p>
    </Alerte>
  );
}

/** The reason was read before, or cannot be read: no code would help. */
function RefusIllisible({ cause }: { cause: unknown }) {
  const lue = lireErreur(cause);
  const { titre, texte } =
    lue.genre === "indisponible" ? texteErreur(lue) : identite.connexion.refusOublie;
  return (
    <Alerte gravite="warning" titre={titre} annoncee>
      <p>{texte}</p>
    </Alerte>
  );
}

function Refus({
  refus,
  espace,
  marque,
}: {
  refus: GetErreurConnexionResponse;
  espace: Espace;
  marque: CleMarque;
}) {
  const { raison } = refus;
  const textes = estConnue(raison)
    ? refusConnexion[raison]({
        espace,
        email: refus.email,
        structure: refus.structureExistante ? structures[refus.structureExistante] : undefined,
      })
    : refusInconnu;
  return (
    <Alerte gravite="error" titre={textes.titre} annoncee>
      <p>{textes.texte}</p>
      <p>{textes.remede}</p>
      {textes.etapes && <Consignes etapes={textes.etapes} />}
      <Mention>
        {identite.connexion.support} {commun.code(Raison[raison])}
      </Mention>
      <p>
        <LienExterne adresse={`/legal/${marque}/mentions-legales`}>
          {identite.connexion.contacter}
        </LienExterne>
      </p>
    </Alerte>
  );
}

function estConnue(raison: Raison): raison is keyof typeof refusConnexion {
  return Object.hasOwn(refusConnexion, raison);
}
