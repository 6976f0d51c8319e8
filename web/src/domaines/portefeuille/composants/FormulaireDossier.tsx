import { useState } from "react";
import type { DossierImilo } from "@/gen/passemploi/portefeuille/v1/beneficiaire_pb";
import type { Dispositif } from "@/gen/passemploi/identite/v1/structure_pb";
import { ajout } from "@/i18n/fr/portefeuille";
import { Etapes } from "@/ui/Navigation";
import { EtapeIdentite } from "./EtapeIdentite";
import { EtapeNumero } from "./EtapeNumero";
import type { Ajout } from "./AvisAjout";

/** Creation of a person followed by a Mission Locale, from his i-milo dossier. */
export function FormulaireDossier({
  dispositifs,
  onCree,
}: {
  dispositifs: Dispositif[];
  onCree: (ajout: Ajout) => void;
}) {
  const [numero, setNumero] = useState("");
  const [dossier, setDossier] = useState<DossierImilo>();
  return (
    <>
      <Etapes titres={ajout.milo.etapes} courante={dossier ? 2 : 1} />
      {dossier ? (
        <EtapeIdentite
          dossier={dossier}
          dispositifs={dispositifs}
          onRafraichi={setDossier}
          onAutreNumero={() => setDossier(undefined)}
          onCree={onCree}
        />
      ) : (
        <EtapeNumero numero={numero} onNumero={setNumero} onLu={setDossier} />
      )}
    </>
  );
}
