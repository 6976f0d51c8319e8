import { commun } from "@/i18n/fr/commun";
import { texteErreur } from "@/i18n/fr/erreurs";
import { lireErreur } from "@/platform/erreurs";
import { Alerte } from "@/ui/Alerte";
import { Mention } from "@/ui/Disposition";
import { EtatErreur } from "@/ui/Etats";

/** A switch went back: it is said, and the focus stays on it. */
export function RefusSurPlace({ cause }: { cause: unknown }) {
  const erreur = lireErreur(cause);
  return <EtatErreur {...texteErreur(erreur)} code={erreur.code} niveau="h3" amener />;
}

/** An action was refused: why, what to do, the code. It takes the focus. */
export function RefusAppel({ cause, niveau }: { cause: unknown; niveau?: "h2" | "h3" }) {
  const erreur = lireErreur(cause);
  const { titre, texte } = texteErreur(erreur);
  return (
    <Alerte gravite="error" titre={titre} niveau={niveau} annoncee>
      <p>{texte}</p>
      <Mention>{commun.code(erreur.code)}</Mention>
    </Alerte>
  );
}
