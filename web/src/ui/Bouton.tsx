import { useId, type MouseEvent, type ReactNode } from "react";
import type { FrIconClassName } from "@codegouvfr/react-dsfr";
import { Button } from "@codegouvfr/react-dsfr/Button";
import { LienRoute, type Parametres } from "./Lien";

export type Icone = FrIconClassName;

interface Apparence {
  /** One main action a page; the others are secondary or light. */
  genre?: "principal" | "secondaire" | "discret";
  petit?: boolean;
  icone?: Icone;
  children: ReactNode;
}

const PRIORITES = {
  principal: "primary",
  secondaire: "secondary",
  discret: "tertiary no outline",
} as const;

const CLASSES = {
  principal: "",
  secondaire: "fr-btn--secondary",
  discret: "fr-btn--tertiary-no-outline",
} as const;

export function Bouton({
  genre = "principal",
  petit = false,
  icone,
  type = "button",
  occupe,
  ferme,
  onClick,
  children,
}: Apparence & {
  type?: "button" | "submit";
  /**
   * Given when the click starts an action: true while it runs. A second click does nothing, also
   * that of a double click, which comes before the page knows; the focus stays.
   */
  occupe?: boolean;
  /** Why it may not be used now. It keeps its place and the focus. */
  ferme?: string;
  onClick?: () => void;
}) {
  const idRaison = useId();
  const inerte = occupe === true || ferme !== undefined;
  const commun = {
    priority: PRIORITES[genre],
    size: petit ? "small" : "medium",
    type,
    className: ferme ? "pe-bouton--ferme" : undefined,
    onClick: (e: MouseEvent) => {
      const seconde = occupe !== undefined && e.detail > 1;
      if (inerte || seconde) e.preventDefault();
      else onClick?.();
    },
    nativeButtonProps: {
      "aria-disabled": inerte || undefined,
      "aria-describedby": ferme ? idRaison : undefined,
    },
  } as const;
  const bouton = icone ? (
    <Button {...commun} iconId={icone}>
      {children}
    </Button>
  ) : (
    <Button {...commun}>{children}</Button>
  );
  if (ferme === undefined) return bouton;
  return (
    <span className="pe-ferme">
      {bouton}
      <span id={idRaison} className="pe-mention">
        {ferme}
      </span>
    </span>
  );
}

/** Shows or hides what follows it. */
export function BoutonDepliant({
  ouvert,
  onBasculer,
  children,
}: {
  ouvert: boolean;
  onBasculer: (ouvert: boolean) => void;
  children: string;
}) {
  return (
    <div className="pe-depliant">
      <Button
        priority="tertiary no outline"
        iconId={ouvert ? "fr-icon-arrow-up-s-line" : "fr-icon-arrow-down-s-line"}
        nativeButtonProps={{ "aria-expanded": ouvert }}
        onClick={() => onBasculer(!ouvert)}
      >
        {children}
      </Button>
    </div>
  );
}

function classesBouton({ genre = "principal", petit, icone }: Omit<Apparence, "children">): string {
  return [
    "fr-btn",
    CLASSES[genre],
    petit && "fr-btn--sm",
    icone && `fr-btn--icon-left ${icone}`,
  ]
    .filter(Boolean)
    .join(" ");
}

/** Looks like a button, leads to a page of this space. */
export function BoutonLien({
  vers,
  parametres,
  children,
  ...apparence
}: Apparence & { vers: string; parametres?: Parametres }) {
  return (
    <LienRoute vers={vers} parametres={parametres} className={classesBouton(apparence)}>
      {children}
    </LienRoute>
  );
}
