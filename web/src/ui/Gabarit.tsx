import type { ReactNode } from "react";
import { commun } from "@/i18n/fr/commun";
import { LiensEvitement } from "./Navigation";
import { BUREAU, useMedia } from "./media";
import { MenuMobile } from "./Menu";

const CONTENU = "contenu";
const MENU = "menu";
const PANNEAU = "panneau";

/**
 * The page of a signed-in person: menu at the left, content, panel at the right on a desktop.
 * The document scrolls; menu and panel stay in sight.
 */
export function GabaritEspace({
  logo,
  menu,
  panneau,
  barreBasse,
  raccourcis,
  pied,
  etroit = false,
  children,
}: {
  logo: ReactNode;
  menu: ReactNode;
  panneau?: { titre: string; contenu: ReactNode };
  /** Tabs of a phone, in the place of the burger. */
  barreBasse?: ReactNode;
  /** At the right of the top bar of a phone. */
  raccourcis?: ReactNode;
  /** Absent where the legal links are on a page of their own. */
  pied?: ReactNode;
  /** A readable width for long texts. */
  etroit?: boolean;
  children: ReactNode;
}) {
  const bureau = useMedia(BUREAU);
  const liens = [{ cible: CONTENU, libelle: commun.evitement.contenu }];
  if (bureau || barreBasse) liens.push({ cible: MENU, libelle: commun.evitement.menu });
  if (bureau && panneau) liens.push({ cible: PANNEAU, libelle: commun.evitement.messagerie });
  return (
    <>
      <LiensEvitement liens={liens} />
      <div className={panneau ? "pe-espace pe-espace--panneau" : "pe-espace"}>
        {bureau ? (
          <header className="pe-menu">
            {logo}
            <nav id={MENU} tabIndex={-1} aria-label={commun.menu.principal} className="pe-menu__nav">
              {menu}
            </nav>
          </header>
        ) : barreBasse ? (
          <header className="pe-barre-haute">
            {logo}
            {raccourcis && <div className="pe-barre-haute__raccourcis">{raccourcis}</div>}
          </header>
        ) : (
          <header>
            <MenuMobile logo={logo}>
              <nav aria-label={commun.menu.principal}>{menu}</nav>
            </MenuMobile>
          </header>
        )}
        <div className="pe-centre">
          <main id={CONTENU} tabIndex={-1} className={etroit ? "pe-contenu pe-contenu--etroit" : "pe-contenu"}>
            {children}
          </main>
          {pied}
        </div>
        {bureau && panneau && (
          <aside id={PANNEAU} tabIndex={-1} className="pe-panneau" aria-labelledby="titre-panneau">
            <h2 id="titre-panneau" className="pe-panneau__titre">
              {panneau.titre}
            </h2>
            {panneau.contenu}
          </aside>
        )}
      </div>
      {!bureau && barreBasse && (
        <nav id={MENU} tabIndex={-1} aria-label={commun.menu.principal} className="pe-barre-basse">
          {barreBasse}
        </nav>
      )}
    </>
  );
}

/** A page outside the menu: home, sign-in, conditions, legal texts. */
export function GabaritSimple({
  logo,
  pied,
  large = false,
  children,
}: {
  logo: ReactNode;
  pied: ReactNode;
  large?: boolean;
  children: ReactNode;
}) {
  return (
    <>
      <LiensEvitement liens={[{ cible: CONTENU, libelle: commun.evitement.contenu }]} />
      <div className="pe-simple">
        <header className="pe-simple__haut">{logo}</header>
        <main
          id={CONTENU}
          tabIndex={-1}
          className={large ? "pe-simple__contenu pe-simple__contenu--large" : "pe-simple__contenu"}
        >
          {children}
        </main>
        {pied}
      </div>
    </>
  );
}
