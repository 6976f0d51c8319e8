import { useRef } from "react";
import type { Icone } from "./Bouton";
import { Bouton } from "./Bouton";

export interface CarteCarrousel {
  titre: string;
  texte: string;
  icone: Icone;
}

/** A few cards, one at a time, with buttons: no gesture is needed. One may leave at any card. */
export function Carrousel({
  cartes,
  rang,
  etape,
  textes,
  occupe = false,
  onRang,
  onFin,
}: {
  cartes: CarteCarrousel[];
  rang: number;
  etape: string;
  textes: { passer: string; continuer: string; precedent: string; fin: string };
  /** The end is being recorded. */
  occupe?: boolean;
  onRang: (rang: number) => void;
  onFin: () => void;
}) {
  const titre = useRef<HTMLHeadingElement>(null);
  const carte = cartes[rang];
  const derniere = rang === cartes.length - 1;
  if (!carte) return null;

  function aller(prochain: number) {
    onRang(prochain);
    // The new card is read from its title.
    titre.current?.focus();
  }

  return (
    <div className="pe-carrousel">
      <section className="pe-carrousel__carte">
        <span aria-hidden="true" className={`pe-carrousel__icone ${carte.icone}`} />
        <p className="pe-mention">{etape}</p>
        <h2 ref={titre} tabIndex={-1} className="pe-carrousel__titre">
          {carte.titre}
        </h2>
        <p>{carte.texte}</p>
      </section>
      <div aria-hidden="true" className="pe-carrousel__points">
        {cartes.map(({ titre: cle }, n) => (
          <span
            key={cle}
            className={
              n === rang
                ? "pe-carrousel__point pe-carrousel__point--courant"
                : "pe-carrousel__point"
            }
          />
        ))}
      </div>
      <div className="pe-carrousel__actions">
        {rang > 0 && (
          <Bouton genre="secondaire" onClick={() => aller(rang - 1)}>
            {textes.precedent}
          </Bouton>
        )}
        {!derniere && (
          <Bouton genre="discret" occupe={occupe} onClick={onFin}>
            {textes.passer}
          </Bouton>
        )}
        {derniere ? (
          <Bouton occupe={occupe} onClick={onFin}>
            {textes.fin}
          </Bouton>
        ) : (
          <Bouton onClick={() => aller(rang + 1)}>{textes.continuer}</Bouton>
        )}
      </div>
    </div>
  );
}
