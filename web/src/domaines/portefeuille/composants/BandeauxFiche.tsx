import { consultations } from "@/i18n/fr/consultations";
import { texteErreur } from "@/i18n/fr/erreurs";
import { fiche as textes } from "@/i18n/fr/portefeuille";
import type { Erreur } from "@/platform/erreurs";
import { Alerte } from "@/ui/Alerte";
import { Bouton } from "@/ui/Bouton";
import type { FicheVue } from "../fiche";

interface Reprise {
  enCours: boolean;
  erreur: Erreur | undefined;
  lancer: () => void;
}

/** What the conseiller has to know before he reads the fiche, the gravest first. */
export function BandeauxFiche({
  fiche,
  inhabituel,
  reprise,
}: {
  fiche: FicheVue;
  /** Fiches read outside the portefeuille, when there are many. */
  inhabituel: number | undefined;
  reprise: Reprise;
}) {
  const { jamaisConnecte } = fiche;
  return (
    <>
      {inhabituel !== undefined && (
        <Alerte gravite="warning" titre={consultations.inhabituel.titre}>
          <p>{consultations.inhabituel.texte(inhabituel)}</p>
        </Alerte>
      )}
      {fiche.lectureSeule && (
        <Alerte gravite="info" titre={textes.lectureSeule.titre}>
          <p>{textes.lectureSeule.texte}</p>
        </Alerte>
      )}
      {fiche.creationIncertaine && (
        <Alerte gravite="info" titre={textes.incertain.titre}>
          <p>{textes.incertain.texte}</p>
          {!fiche.lectureSeule && (
            <Bouton genre="secondaire" petit occupe={reprise.enCours} onClick={reprise.lancer}>
              {textes.incertain.action}
            </Bouton>
          )}
        </Alerte>
      )}
      {reprise.erreur && (
        <Alerte gravite="error" titre={texteErreur(reprise.erreur).titre} annoncee>
          <p>{texteErreur(reprise.erreur).texte}</p>
        </Alerte>
      )}
      {jamaisConnecte && (
        <Alerte gravite={jamaisConnecte.urgent ? "error" : "warning"} titre={jamaisConnecte.titre}>
          {jamaisConnecte.lignes.map((ligne) => (
            <p key={ligne}>{ligne}</p>
          ))}
        </Alerte>
      )}
      {fiche.reprisLe && (
        <Alerte gravite="warning" titre={textes.repris.titre(fiche.reprisLe)}>
          <p>{textes.repris.texte}</p>
        </Alerte>
      )}
    </>
  );
}
