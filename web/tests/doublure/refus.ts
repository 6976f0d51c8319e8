import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { Code, ConnectError } from "@connectrpc/connect";
import type { NomRaison } from "@/platform/erreurs";

export interface DetailsRefus {
  metadonnees?: Record<string, string>;
  champs?: { champ: string; description: string }[];
  attente?: number;
}

const sousMessage = (w: BinaryWriter, numero: number, ecrire: (w: BinaryWriter) => void) => {
  w.tag(numero, WireType.LengthDelimited).fork();
  ecrire(w);
  w.join();
};

const texte = (w: BinaryWriter, numero: number, valeur: string) =>
  w.tag(numero, WireType.LengthDelimited).string(valeur);

/** A refusal as the gateway sends it: a code and the `google.rpc` details. */
export function refus(code: Code, raison: NomRaison, details: DetailsRefus = {}): ConnectError {
  const erreur = new ConnectError(raison, code);
  const info = new BinaryWriter();
  texte(info, 1, raison);
  texte(info, 2, "passemploi.fr");
  for (const [cle, valeur] of Object.entries(details.metadonnees ?? {})) {
    sousMessage(info, 3, (w) => {
      texte(w, 1, cle);
      texte(w, 2, valeur);
    });
  }
  erreur.details.push({ type: "google.rpc.ErrorInfo", value: info.finish() });
  if (details.champs) {
    const requete = new BinaryWriter();
    for (const { champ, description } of details.champs) {
      sousMessage(requete, 1, (w) => {
        texte(w, 1, champ);
        texte(w, 2, description);
      });
    }
    erreur.details.push({ type: "google.rpc.BadRequest", value: requete.finish() });
  }
  if (details.attente !== undefined) {
    const secondes = details.attente;
    const essai = new BinaryWriter();
    sousMessage(essai, 1, (w) => w.tag(1, WireType.Varint).int64(secondes));
    erreur.details.push({ type: "google.rpc.RetryInfo", value: essai.finish() });
  }
  return erreur;
}
