import { fiche as textesFiche } from "@/i18n/fr/fiche";
import { dansUnePhrase, instantDe, instantLisible } from "@/platform/dates";
import { Alerte } from "@/ui/Alerte";
import { Bouton } from "@/ui/Bouton";
import { useRenvoyerActivation } from "../api";
import { Refus } from "./Refus";

const textes = textesFiche.activation;

type Renvoi = ReturnType<typeof useRenvoyerActivation>;

/** Asks i-milo for another mail; closed by the server for 10 minutes after each (D18). */
export function BoutonRenvoi({
  beneficiaireId,
  prochainEnvoi,
  renvoi,
}: {
  beneficiaireId: string;
  prochainEnvoi: string | undefined;
  renvoi: Renvoi;
}) {
  return (
    <Bouton
      genre="secondaire"
      petit
      icone="fr-icon-mail-line"
      occupe={renvoi.isPending}
      ferme={prochainEnvoi && textes.ferme(prochainEnvoi)}
      onClick={() => renvoi.mutate(beneficiaireId)}
    >
      {renvoi.isPending ? textes.encours : textes.action}
    </Bouton>
  );
}

/** What i-milo answered. */
export function SuiteRenvoi({ renvoi, maintenant }: { renvoi: Renvoi; maintenant: Date }) {
  if (renvoi.isError) return <Refus key={renvoi.submittedAt} cause={renvoi.error} />;
  if (!renvoi.isSuccess) return null;
  const { incertain, lienActivationExpireLe } = renvoi.data;
  if (incertain) {
    return (
      <Alerte key={renvoi.submittedAt} gravite="warning" titre={textes.incertain.titre} annoncee>
        <p>{textes.incertain.texte}</p>
      </Alerte>
    );
  }
  const fin = instantDe(lienActivationExpireLe);
  return (
    <Alerte key={renvoi.submittedAt} gravite="success" titre={textes.envoye.titre} annoncee>
      {fin && <p>{textes.envoye.texte(dansUnePhrase(instantLisible(fin, maintenant)))}</p>}
    </Alerte>
  );
}
