import { DroitFiche } from "@/gen/passemploi/portefeuille/v1/beneficiaire_pb";
import { consultations } from "@/i18n/fr/consultations";
import { fiche as textes } from "@/i18n/fr/fiche";
import { Bloc, Definitions } from "@/ui/Definitions";
import { Etiquettes, Mention, ValeurActions } from "@/ui/Disposition";
import { Etiquette } from "@/ui/Etiquette";
import { Lien } from "@/ui/Lien";
import { ListeLiens } from "@/ui/Tuiles";
import type { FicheVue, LigneInformation } from "../fiche";
import { ChangementDispositif } from "./ChangementDispositif";
import { CompteurFiche } from "./CompteurFiche";
import { CorrectionEmail } from "./CorrectionEmail";
import { IdentifiantFt } from "./IdentifiantFt";
import { ValeurInformation } from "./ValeurInformation";

/** What is known of the person; each line offers what the caller may do about it. */
export function InformationsFiche({ fiche }: { fiche: FicheVue }) {
  const situations = fiche.situations.length > 0 ? fiche.situations : [textes.sansSituation];
  return (
    <Bloc titre={textes.informations}>
      {fiche.milo && (
        <Etiquettes
          elements={situations.map((situation) => ({
            cle: situation,
            contenu: <Etiquette>{situation}</Etiquette>,
          }))}
        />
      )}
      <Definitions
        definitions={fiche.informations.map((ligne) => ({
          cle: ligne.cle,
          terme: ligne.libelle,
          valeur: <Ligne ligne={ligne} fiche={fiche} />,
        }))}
      />
      {fiche.imiloLu && <Mention>{fiche.imiloLu}</Mention>}
      {fiche.peut(DroitFiche.REGLER_COMPTEUR) && <CompteurFiche fiche={fiche} />}
      {fiche.peut(DroitFiche.CHANGER_DISPOSITIF) && <ChangementDispositif fiche={fiche} />}
      <ListeLiens>
        {[
          ...(fiche.milo
            ? [
                <Lien key="details" vers={`/beneficiaires/${fiche.id}/indicateurs`}>
                  {textes.details.lien}
                </Lien>,
              ]
            : []),
          <Lien
            key="historique"
            vers={`/beneficiaires/${fiche.id}/indicateurs`}
            parametres={{ onglet: "historique" }}
          >
            {textes.historique.lien}
          </Lien>,
          ...(fiche.peut(DroitFiche.LIRE_CONSULTATIONS)
            ? [
                <Lien key="consultations" vers={`/beneficiaires/${fiche.id}/consultations`}>
                  {consultations.conseiller.titre}
                </Lien>,
              ]
            : []),
        ]}
      </ListeLiens>
    </Bloc>
  );
}

function Ligne({ ligne, fiche }: { ligne: LigneInformation; fiche: FicheVue }) {
  if (ligne.cle === "email" && fiche.peut(DroitFiche.CORRIGER_EMAIL)) {
    return (
      <ValeurActions valeur={ligne.valeur}>
        <CorrectionEmail fiche={fiche} />
      </ValeurActions>
    );
  }
  if (ligne.cle === "identifiant-ft") {
    return (
      <ValeurActions valeur={ligne.valeur}>
        <IdentifiantFt fiche={fiche} />
      </ValeurActions>
    );
  }
  return <ValeurInformation ligne={ligne} />;
}
