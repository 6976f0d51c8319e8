import { commun } from "@/i18n/fr/commun";
import { texteErreur } from "@/i18n/fr/erreurs";
import { ajout } from "@/i18n/fr/portefeuille";
import type { Erreur } from "@/platform/erreurs";
import { Alerte } from "@/ui/Alerte";
import { Mention } from "@/ui/Disposition";
import { Lien } from "@/ui/Lien";

/** Why a dossier cannot be read or an account cannot be made, and what to do. */
export function RefusDossier({ erreur }: { erreur: Erreur }) {
  const connu =
    erreur.metadonnees.chez === "MON_PORTEFEUILLE" ? erreur.metadonnees.beneficiaire_id : undefined;
  const { titre, texte } =
    erreur.raison === "INTROUVABLE" ? ajout.milo.introuvable : texteErreur(erreur);
  return (
    <Alerte gravite={erreur.genre === "indisponible" ? "warning" : "error"} titre={titre} annoncee>
      <p>{texte}</p>
      {connu && (
        <p>
          <Lien vers={`/beneficiaires/${connu}`} sansGarde>
            {ajout.milo.voirFiche}
          </Lien>
        </p>
      )}
      <Mention>{commun.code(erreur.code)}</Mention>
    </Alerte>
  );
}
