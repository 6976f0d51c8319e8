import { useEffect, useRef, useState, type ReactNode } from "react";
import { useLocation } from "@tanstack/react-router";
import { commun } from "@/i18n/fr/commun";
import type { Icone } from "./Bouton";
import { LienRoute } from "./Lien";
import { Pastille } from "./Pastille";

export interface EntreeMenu {
  vers: string;
  /** Pages of the same section under another address. */
  section?: string;
  libelle: string;
  icone: Icone;
  /** Something waits there: a dot, and its words. */
  pastille?: string;
}

/** The entries of a space; the one of the current page is marked. */
export function EntreesMenu({ entrees, forme }: { entrees: EntreeMenu[]; forme: "menu" | "barre" }) {
  const page = useLocation({ select: (lieu) => lieu.pathname });
  return (
    <ul className={`pe-entrees pe-entrees--${forme}`}>
      {entrees.map(({ vers, section, libelle, icone, pastille }) => (
        <li key={vers}>
          <LienRoute
            vers={vers}
            className={section && page.startsWith(section) ? "pe-entree active" : "pe-entree"}
          >
            <span aria-hidden="true" className={icone} />
            <span>
              {libelle}
              {pastille && <Pastille>{pastille}</Pastille>}
            </span>
          </LienRoute>
        </li>
      ))}
    </ul>
  );
}

/** An entry reduced to its icon, in the top bar of a phone. */
export function EntreeIcone({ vers, libelle, icone, pastille }: EntreeMenu) {
  return (
    <LienRoute vers={vers} className="pe-barre-haute__icone">
      <span aria-hidden="true" className={icone} />
      <span className="fr-sr-only">{libelle}</span>
      {pastille && <Pastille>{pastille}</Pastille>}
    </LienRoute>
  );
}

/** The menu of a narrow screen: a button and a dialog that closes at each change of page. */
export function MenuMobile({ logo, children }: { logo: ReactNode; children: ReactNode }) {
  const [ouvert, setOuvert] = useState(false);
  const boite = useRef<HTMLDialogElement>(null);
  const adresse = useLocation({ select: (lieu) => lieu.href });
  useEffect(() => setOuvert(false), [adresse]);
  useEffect(() => {
    if (ouvert && !boite.current?.open) boite.current?.showModal();
    if (!ouvert && boite.current?.open) boite.current.close();
  }, [ouvert]);
  return (
    <>
      <div className="pe-barre-haute">
        {logo}
        <button
          type="button"
          className="pe-barre-haute__bouton"
          aria-haspopup="dialog"
          aria-expanded={ouvert}
          onClick={() => setOuvert(true)}
        >
          <span aria-hidden="true" className="fr-icon-menu-fill" />
          {commun.menu.ouvrir}
        </button>
      </div>
      <dialog
        ref={boite}
        className="pe-tiroir"
        aria-label={commun.menu.principal}
        onClose={() => setOuvert(false)}
      >
        <button type="button" className="pe-tiroir__fermer" onClick={() => setOuvert(false)}>
          <span aria-hidden="true" className="fr-icon-close-line" />
          {commun.menu.fermer}
        </button>
        {children}
      </dialog>
    </>
  );
}
