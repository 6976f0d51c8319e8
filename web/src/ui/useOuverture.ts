import { useState } from "react";

/**
 * Opens and closes a dialog that holds a form. `cle` changes at each opening: the form starts
 * afresh, while the dialog that closes stays in place and gives the focus back.
 */
export function useOuverture() {
  const [ouvert, setOuvert] = useState(false);
  const [cle, setCle] = useState(0);
  return {
    ouvert,
    cle,
    ouvrir: () => {
      setCle((n) => n + 1);
      setOuvert(true);
    },
    fermer: () => setOuvert(false),
  };
}
