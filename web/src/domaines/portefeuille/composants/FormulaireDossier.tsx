import { useState } from "react";
import type { DossierImilo } from "@/gen/passemploi/portefeuille/v1/beneficiaire_pb";
import type { Dispositif } from "@/gen/passemploi/identite/v1/structure_pb";
import { ajout } from "@/i18n/fr/portefeuille";
import { Etapes } from "@/ui/Navigation";
import { EtapeIdentite } from "./EtapeIdentite";
import { EtapeNumero } from "./EtapeNumero";
import type { Ajout } from "./AvisPortefeuille";

/** A number given by another page, through the history entry. */
export function ecrireNumero(numero: string): { numero: string } {
  return { numero };
}

export function lireNumero(etat: unknown): string {
  return (etat as { numero?: string } | undefined)?.numero ?? "";
}

/** Creation of a person followed by a Mission Locale, from his i-milo dossier. */
export function FormulaireDossier({
  numeroConnu,
  dispositifs,
  onCree,
}: {
  numeroConnu: string;
  dispositifs: Dispositif[];
  onCree: (ajout: Ajout) => void;
}) {
  const [numero, setNumero] = useState(numeroConnu);
  const [revenu, setRevenu] = useState(false);
  const [dossier, setDossier] = useState<DossierImilo>();
  return (
    <>
      <Etapes titres={ajout.milo.etapes} courante={dossier ? 2 : 1} />
      {dossier ? (
        <EtapeIdentite
          dossier={dossier}
          dispositifs={dispositifs}
          onRafraichi={setDossier}
          onAutreNumero={() => {
            setRevenu(true);
            setDossier(undefined);
          }}
          onCree={onCree}
        />
      ) : (
        <EtapeNumero
          numero={numero}
          connu={numeroConnu}
          revenu={revenu}
          onNumero={setNumero}
          onLu={setDossier}
        />
      )}
    </>
  );
}
