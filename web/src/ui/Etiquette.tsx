import type { ReactNode } from "react";
import { Badge } from "@codegouvfr/react-dsfr/Badge";
import { Tag } from "@codegouvfr/react-dsfr/Tag";
import type { Icone } from "./Bouton";

/** A state, in words; the colour only repeats it. */
export function Etat({
  gravite,
  icone,
  children,
}: {
  gravite?: "success" | "error" | "warning" | "info" | "new";
  /** Before the words, for a state without severity. */
  icone?: Icone;
  children: NonNullable<ReactNode>;
}) {
  return (
    <Badge small noIcon={gravite === undefined} severity={gravite}>
      {icone && <span aria-hidden="true" className={`pe-etat__icone ${icone}`} />}
      {children}
    </Badge>
  );
}

/** A label of a category. */
export function Etiquette({ children }: { children: NonNullable<ReactNode> }) {
  return <Tag small>{children}</Tag>;
}
