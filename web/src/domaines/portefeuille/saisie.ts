import { caractereRefuse, identifiantFtInvalide } from "@/i18n/fr/erreurs";
import { fiche } from "@/i18n/fr/fiche";
import { commun } from "@/i18n/fr/commun";

/**
 * The rules of the fields typed by a conseiller, the same as the server's: a person learns of
 * a slip when leaving the field. The server stays the judge.
 */
export const NOM_MAX = 255;
export const EMAIL_MAX = 254;
const EMAIL_MIN = 6;

export const IDENTIFIANT_FT_MAX = 11;
export const COMMENTAIRE_MAX = 250;

export type Verdict = string | undefined;

const textes = {
  nom: "Utilisez uniquement des lettres, des espaces, des tirets, des apostrophes et des points.",
  email: "Saisissez une adresse e-mail valide, par exemple : monemail@exemple.com.",
  numero:
    "Saisissez le numéro du dossier (1 à 11 chiffres) ou collez l'adresse du dossier i-milo.",
};

const longueur = (texte: string) => [...texte].length;

export function verifierNom(brut: string): Verdict {
  const nom = brut.normalize("NFC").trim();
  if (nom === "") return commun.champRequis;
  if (longueur(nom) > NOM_MAX) return commun.tropLong(NOM_MAX);
  return /^[\p{L}\p{M}\s'’.-]+$/u.test(nom) && /\p{L}/u.test(nom) ? undefined : textes.nom;
}

export function verifierEmail(brut: string): Verdict {
  const email = brut.normalize("NFC").trim();
  if (email === "") return commun.champRequis;
  // The sentence names the character: "zoé@mail.fr" is refused because of "é" (D44).
  const refuse = [...email].find((c) => /\s/u.test(c) || c.codePointAt(0)! > 127);
  if (refuse !== undefined) return caractereRefuse(refuse);
  if (longueur(email) > EMAIL_MAX) return commun.tropLong(EMAIL_MAX);
  const forme = /^[^@]+@[^@.][^@]*\.[^@.]+$/;
  return email.length >= EMAIL_MIN && forme.test(email) ? undefined : textes.email;
}

export function verifierNumeroDossier(brut: string): Verdict {
  const saisie = brut.trim();
  if (saisie === "") return commun.champRequis;
  if (/^\d{1,11}$/.test(saisie)) return undefined;
  // A pasted address is reduced to its number by the server.
  return /^https?:\/\/\S*\d/.test(saisie) ? undefined : textes.numero;
}

/** As on the letters of France Travail; empty removes it (D45). */
export function verifierIdentifiantFt(brut: string): Verdict {
  return /^[0-9A-Za-z]{0,11}$/.test(brut.trim()) ? undefined : identifiantFtInvalide;
}

export function verifierCommentaire(brut: string, requis: boolean): Verdict {
  if (requis && brut.trim() === "") return fiche.fin.commentaireRequis;
  return longueur(brut.normalize("NFC").trim()) > COMMENTAIRE_MAX
    ? commun.tropLong(COMMENTAIRE_MAX)
    : undefined;
}
