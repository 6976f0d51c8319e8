import { commun } from "@/i18n/fr/commun";
import { BoutonLien } from "./Bouton";
import { EntetePage } from "./Titre";

/** What does not exist and what one may not see are the same page. */
export function PageIntrouvable({ accueil = "/" }: { accueil?: string }) {
  const textes = commun.introuvable;
  return (
    <>
      <EntetePage titre={textes.titre} />
      <p>{textes.texte}</p>
      <BoutonLien vers={accueil}>{textes.action}</BoutonLien>
    </>
  );
}
