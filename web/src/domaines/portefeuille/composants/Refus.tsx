import { commun } from "@/i18n/fr/commun";
import { texteErreur } from "@/i18n/fr/erreurs";
import { lireErreur } from "@/platform/erreurs";
import { Alerte } from "@/ui/Alerte";
import { Mention } from "@/ui/Disposition";

/** Why an action on a person was refused, what to do, the code. It takes the focus. */
export function Refus({ cause, niveau }: { cause: unknown; niveau?: "h2" | "h3" }) {
  const erreur = lireErreur(cause);
  const { titre, texte } = texteErreur(erreur);
  return (
    <Alerte
      gravite={erreur.genre === "indisponible" ? "warning" : "error"}
      titre={titre}
      niveau={niveau}
      annoncee
    >
      <p>{texte}</p>
      <Mention>{commun.code(erreur.code)}</Mention>
    </Alerte>
  );
}
