import { useOptimistic, useTransition } from "react";

/** What a change gives back when it takes time. */
export type Changement = void | Promise<unknown>;

/**
 * A switch that turns under the finger: it shows what was asked until the change has ended, well or
 * not, then what is true. Without this it would go back for an instant before it turns.
 */
export function useImmediat<V>(
  vrai: V,
  changer: (voulu: V) => Changement,
): [V, (voulu: V) => void] {
  const [montre, montrer] = useOptimistic(vrai);
  const [, lancer] = useTransition();
  return [
    montre,
    (voulu) =>
      lancer(async () => {
        montrer(voulu);
        await changer(voulu);
      }),
  ];
}
