import { useState } from "react";
import { commun } from "@/i18n/fr/commun";
import { ChoixApparence } from "./Apparence";
import { Dialogue } from "./Dialogue";
import { LienExterne } from "./Lien";
import type { CleMarque } from "./Marque";

const LIENS = [
  { texte: "accessibilite", libelle: commun.pied.accessibilite },
  { texte: "cgu", libelle: commun.pied.cgu },
  { texte: "mentions-legales", libelle: commun.pied.mentions },
  { texte: "confidentialite", libelle: commun.pied.confidentialite },
];

/** The legal links inside a page. */
export function LiensLegaux({ marque }: { marque: CleMarque }) {
  return (
    <ul className="pe-liens">
      {LIENS.map(({ texte, libelle }) => (
        <li key={texte}>
          <LienExterne adresse={`/legal/${marque}/${texte}`}>{libelle}</LienExterne>
        </li>
      ))}
    </ul>
  );
}

/** Legal links of the brand and appearance of the site. */
export function Pied({ marque }: { marque: CleMarque }) {
  const [apparence, setApparence] = useState(false);
  return (
    <footer className="pe-pied">
      <ul className="pe-pied__liens" aria-label={commun.pied.titre}>
        {LIENS.map(({ texte, libelle }) => (
          <li key={texte}>
            <a href={`/legal/${marque}/${texte}`}>{libelle}</a>
          </li>
        ))}
        <li>
          <button type="button" onClick={() => setApparence(true)}>
            {commun.apparence.ouvrir}
          </button>
        </li>
      </ul>
      <Dialogue
        ouvert={apparence}
        titre={commun.apparence.ouvrir}
        fermer={commun.fermer}
        onFermer={() => setApparence(false)}
      >
        <ChoixApparence />
      </Dialogue>
    </footer>
  );
}
