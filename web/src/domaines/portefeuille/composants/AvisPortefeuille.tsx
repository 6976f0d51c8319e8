import { portefeuille } from "@/i18n/fr/portefeuille";
import { abandon, suppression } from "@/i18n/fr/suppression";
import type { ModeCreation } from "@/domaines/identite/api";
import { Alerte } from "@/ui/Alerte";
import { Lien } from "@/ui/Lien";

/** What another page tells the list, through the history entry: it dies with it. */
export interface Ajout {
  id: string;
  nom: string;
  incertain: boolean;
}

export interface Depart {
  nom: string;
  comment: "archive" | "efface" | "abandonne" | "absent";
}

export function ecrireAjout(ajout: Ajout): { ajout: Ajout } {
  return { ajout };
}

export function ecrireDepart(depart: Depart): { depart: Depart } {
  return { depart };
}

export function lireAjout(etat: unknown): Ajout | undefined {
  return (etat as { ajout?: Ajout } | undefined)?.ajout;
}

export function lireDepart(etat: unknown): Depart | undefined {
  return (etat as { depart?: Depart } | undefined)?.depart;
}

export function AvisAjout({ ajout, mode }: { ajout: Ajout; mode: ModeCreation | undefined }) {
  const textes = portefeuille.ajoute;
  const suite = mode === "dossier" ? textes.milo : textes.email;
  return (
    <Alerte
      gravite={ajout.incertain ? "info" : "success"}
      titre={ajout.incertain ? textes.incertainTitre(ajout.nom) : textes.titre(ajout.nom)}
      annoncee
    >
      <p>{ajout.incertain ? textes.incertain : suite}</p>
      <p>
        <Lien vers={`/beneficiaires/${ajout.id}`}>{textes.lien(ajout.nom)}</Lien>
      </p>
    </Alerte>
  );
}

function texteDepart(nom: string, comment: Depart["comment"]) {
  switch (comment) {
    case "abandonne":
      return { titre: abandon.fait.titre, texte: abandon.fait.texte(nom) };
    case "absent":
      return { titre: suppression.absent.titre(nom), texte: suppression.absent.texte };
    default:
      return { titre: suppression.fait.titre(nom), texte: suppression.fait[comment] };
  }
}

export function AvisDepart({ depart: { nom, comment } }: { depart: Depart }) {
  const { titre, texte } = texteDepart(nom, comment);
  return (
    <Alerte gravite={comment === "absent" ? "info" : "success"} titre={titre} annoncee>
      <p>{texte}</p>
    </Alerte>
  );
}
