import { useState } from "react";
import type { GetProfilConseillerResponse } from "@/gen/passemploi/identite/v1/profil_service_pb";
import { structures } from "@/i18n/fr/identite";
import { profilConseiller } from "@/i18n/fr/profilConseiller";
import { Alerte } from "@/ui/Alerte";
import { BoutonDepliant } from "@/ui/Bouton";
import { Bloc, Definitions } from "@/ui/Definitions";
import { Mention } from "@/ui/Disposition";
import { SousTitre } from "@/ui/SousTitre";
import { emailManquant, estDeMissionLocale, useSession } from "../api";
import { ChoixLieu } from "./ChoixLieu";
import { EmailManquant } from "./EmailManquant";

const textes = profilConseiller.informations;

/** Who the conseiller is and where he works; what may be changed, and why the rest may not. */
export function InformationsConseiller({ profil }: { profil: GetProfilConseillerResponse }) {
  const session = useSession();
  const missionLocale = estDeMissionLocale(session);
  const lieu = profil.missionLocale ?? profil.agence;
  return (
    <Bloc titre={textes.titre}>
      {emailManquant(session) && (
        <Alerte gravite="warning" titre={textes.emailManquant} niveau="h3">
          <EmailManquant />
        </Alerte>
      )}
      <Definitions
        definitions={[
          { cle: "nom", terme: textes.nom, valeur: `${profil.prenom} ${profil.nom}` },
          { cle: "email", terme: textes.email, valeur: profil.email ?? textes.nonRenseignee },
          {
            cle: "lieu",
            terme: missionLocale ? textes.missionLocale : textes.agence,
            valeur: lieu ?? textes.nonRenseignee,
          },
          { cle: "dispositif", terme: textes.dispositif, valeur: structures[profil.structure] },
        ]}
      />
      <Changements profil={profil} missionLocale={missionLocale} lieu={lieu} />
    </Bloc>
  );
}

function Changements({
  profil,
  missionLocale,
  lieu,
}: {
  profil: GetProfilConseillerResponse;
  missionLocale: boolean;
  lieu: string | undefined;
}) {
  const { changements } = textes;
  if (lieu === undefined) {
    return (
      <>
        <SousTitre niveau="h3">{textes.lieuAChoisir}</SousTitre>
        <ChoixLieu missionLocale={missionLocale} />
      </>
    );
  }
  if (missionLocale) return <Mention>{changements.missionLocale}</Mention>;
  return (
    <>
      {profil.agenceDuReferentiel ? (
        <Mention>{changements.agence}</Mention>
      ) : (
        <AgenceAPreciser />
      )}
      <Mention>{changements.dispositif}</Mention>
    </>
  );
}

/** A name typed freely may give way to an agence of the referential, once. */
function AgenceAPreciser() {
  const [ouvert, setOuvert] = useState(false);
  return (
    <>
      <Mention>{textes.changements.agenceLibre}</Mention>
      <BoutonDepliant ouvert={ouvert} onBasculer={setOuvert}>
        {textes.changements.choisirAgence}
      </BoutonDepliant>
      {ouvert && <ChoixLieu missionLocale={false} />}
    </>
  );
}
