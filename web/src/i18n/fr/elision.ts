/** "de Kenza", "d'Élouan": only a vowel is sure, an h may be spoken or not. */
export function de(nom: string): string {
  const initiale = nom.normalize("NFD").charAt(0);
  return /[aeiouœæ]/i.test(initiale) ? `d'${nom}` : `de ${nom}`;
}

/** A date of a sentence, "le 13/02/2024 à 18h38" or "hier à 9h05", as the end of a time. */
export function jusqua(date: string): string {
  return date.startsWith("le ") ? `jusqu'au ${date.slice(3)}` : `jusqu'à ${date}`;
}

/** The same, as an origin: "du 13/02/2024 à 18h38", "d'hier à 9h05". */
export function du(date: string): string {
  return date.startsWith("le ") ? `du ${date.slice(3)}` : `d'${date}`;
}
