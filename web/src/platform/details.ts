import { BinaryReader, BinaryWriter, WireType } from "@bufbuild/protobuf/wire";

/**
 * Reader of the three `google.rpc` error details that the gateway sends. They are standard
 * messages with frozen numbers; reading them here avoids vendoring their schemas.
 */
export interface DetailBrut {
  type: string;
  value: Uint8Array;
}

export interface ErrorInfo {
  reason: string;
  metadata: Record<string, string>;
}

export interface ViolationChamp {
  champ: string;
  description: string;
}

/** Calls `lireChamp` for each field; a field it does not want (`false`) is skipped. */
function parcourir(octets: Uint8Array, lireChamp: (numero: number, r: BinaryReader) => boolean) {
  const lecteur = new BinaryReader(octets);
  while (lecteur.pos < lecteur.len) {
    const [numero, type] = lecteur.tag();
    const position = lecteur.pos;
    if (!lireChamp(numero, lecteur)) {
      lecteur.pos = position;
      lecteur.skip(type satisfies WireType, numero);
    }
  }
}

/** Reads a message of two strings, fields 1 and 2: a map entry, a field violation. */
function lirePaire(octets: Uint8Array): [string, string] {
  const paire: [string, string] = ["", ""];
  parcourir(octets, (numero, r) => {
    if (numero !== 1 && numero !== 2) return false;
    paire[numero - 1] = r.string();
    return true;
  });
  return paire;
}

export function lireErrorInfo(details: DetailBrut[]): ErrorInfo | undefined {
  const detail = details.find((d) => d.type === "google.rpc.ErrorInfo");
  if (!detail) return undefined;
  const info: ErrorInfo = { reason: "", metadata: {} };
  parcourir(detail.value, (numero, r) => {
    if (numero === 1) info.reason = r.string();
    else if (numero === 3) {
      const [cle, valeur] = lirePaire(r.bytes());
      info.metadata[cle] = valeur;
    } else return false;
    return true;
  });
  return info;
}

export function lireBadRequest(details: DetailBrut[]): ViolationChamp[] {
  const violations: ViolationChamp[] = [];
  for (const detail of details) {
    if (detail.type !== "google.rpc.BadRequest") continue;
    parcourir(detail.value, (numero, r) => {
      if (numero !== 1) return false;
      const [champ, description] = lirePaire(r.bytes());
      violations.push({ champ, description });
      return true;
    });
  }
  return violations;
}

/** Seconds to wait before another try, rounded up. */
export function lireRetryInfo(details: DetailBrut[]): number | undefined {
  const detail = details.find((d) => d.type === "google.rpc.RetryInfo");
  if (!detail) return undefined;
  let secondes = 0;
  parcourir(detail.value, (numero, r) => {
    if (numero !== 1) return false;
    parcourir(r.bytes(), (champ, duree) => {
      if (champ === 1) secondes += Number(duree.int64());
      else if (champ === 2) secondes += duree.int32() / 1e9;
      else return false;
      return true;
    });
    return true;
  });
  return Math.ceil(secondes);
}

/** Details for what did not travel as a call, so that it is shown like one. */
export function ecrireErrorInfo(reason: string): DetailBrut {
  const value = new BinaryWriter().tag(1, WireType.LengthDelimited).string(reason).finish();
  return { type: "google.rpc.ErrorInfo", value };
}

export function ecrireRetryInfo(secondes: number): DetailBrut {
  const attente = new BinaryWriter().tag(1, WireType.LengthDelimited).fork();
  const value = attente.tag(1, WireType.Varint).int64(secondes).join().finish();
  return { type: "google.rpc.RetryInfo", value };
}
