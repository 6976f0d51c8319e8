/** A page of an endless list: the token is the rank of the next line. */
export function page<L>(toutes: L[], taille: number, jeton: string) {
  const debut = Number(jeton || 0);
  const fin = debut + taille;
  return { lignes: toutes.slice(debut, fin), suivante: fin < toutes.length ? String(fin) : "" };
}
