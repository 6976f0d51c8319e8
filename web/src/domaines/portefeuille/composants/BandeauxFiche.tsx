import type { ReactNode } from "react";
import { consultations } from "@/i18n/fr/consultations";
import { fiche as textes } from "@/i18n/fr/fiche";
import { Alerte } from "@/ui/Alerte";
import { Puces } from "@/ui/Disposition";
import type { FicheVue } from "../fiche";

/** What the conseiller has to know before he reads the fiche, the gravest first. */
export function BandeauxFiche({
  fiche,
  inhabituel,
  peutSupprimer,
  creation,
  activation,
}: {
  fiche: FicheVue;
  /** Fiches read outside the portefeuille, when there are many. */
  inhabituel: number | undefined;
  peutSupprimer: boolean;
  /** What may be done about a creation that is uncertain. */
  creation: ReactNode;
  /** What may be done about an account that was never activated. */
  activation: ReactNode;
}) {
  const { jamaisConnecte, suiviTemporaire } = fiche;
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
          {creation}
        </Alerte>
      )}
      {jamaisConnecte && (
        <Alerte gravite={jamaisConnecte.urgent ? "error" : "warning"} titre={jamaisConnecte.titre}>
          {jamaisConnecte.lignes.map((ligne) => (
            <p key={ligne}>{ligne}</p>
          ))}
          {activation}
        </Alerte>
      )}
      {fiche.reprisLe && (
        <Alerte gravite="warning" titre={textes.repris.titre(fiche.reprisLe)}>
          <p>{textes.repris.texte}</p>
          {peutSupprimer && <p>{textes.repris.proposition}</p>}
        </Alerte>
      )}
      {fiche.aArchiver.length > 0 && (
        <Alerte gravite="warning" titre={textes.aArchiver.titre}>
          <Puces elements={fiche.aArchiver} />
          {peutSupprimer && <p>{textes.aArchiver.comment}</p>}
        </Alerte>
      )}
      {suiviTemporaire && (
        <Alerte gravite="info" titre={textes.suiviTemporaire.titre}>
          <p>{suiviTemporaire.texte}</p>
          <p>{suiviTemporaire.fin}</p>
        </Alerte>
      )}
      {fiche.mlDifferente && (
        <Alerte gravite="warning" titre={textes.mlDifferente.titre}>
          <p>{textes.mlDifferente.texte}</p>
        </Alerte>
      )}
    </>
  );
}
