import { useState } from "react";

/** A rule may depend on the other fields. */
export type Regles<C extends string> = Record<
  C,
  (valeur: string, valeurs: Record<C, string>) => string | undefined
>;
export type Erreurs<C extends string> = Partial<Record<C, string>>;

/** Values, errors and number of attempts of one form of text fields. */
export function useFormulaire<C extends string>(initiales: Record<C, string>, regles: Regles<C>) {
  const champs = Object.keys(regles) as C[];
  const [valeurs, setValeurs] = useState(initiales);
  const [erreurs, setErreurs] = useState<Erreurs<C>>({});
  const [essai, setEssai] = useState(0);

  function poser(nouvelles: Erreurs<C>) {
    setErreurs(nouvelles);
    setEssai((n) => n + 1);
  }

  return {
    valeurs,
    erreurs,
    /** Grows at each refused attempt: the summary takes the focus. */
    essai,
    modifie: champs.some((champ) => valeurs[champ] !== initiales[champ]),
    changer(champ: C, valeur: string) {
      setValeurs((v) => ({ ...v, [champ]: valeur }));
      setErreurs((e) => ({ ...e, [champ]: undefined }));
    },
    /** Checks one field, when the person leaves it; an empty field may still be filled. */
    verifier(champ: C): boolean {
      const valeur = valeurs[champ];
      const verdict = valeur.trim() === "" ? undefined : regles[champ](valeur, valeurs);
      setErreurs((e) => ({ ...e, [champ]: verdict }));
      return verdict === undefined;
    },
    valider(): boolean {
      const trouvees: Erreurs<C> = {};
      for (const champ of champs) {
        const verdict = regles[champ](valeurs[champ], valeurs);
        if (verdict !== undefined) trouvees[champ] = verdict;
      }
      const valide = Object.keys(trouvees).length === 0;
      if (valide) setErreurs({});
      else poser(trouvees);
      return valide;
    },
    /** Errors found by the server. */
    refuser: poser,
    signaler(champ: C, message: string) {
      setErreurs((e) => ({ ...e, [champ]: message }));
    },
  };
}
