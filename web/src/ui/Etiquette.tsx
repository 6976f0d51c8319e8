import type { ReactNode } from "react";
import { Badge } from "@codegouvfr/react-dsfr/Badge";
import { Tag } from "@codegouvfr/react-dsfr/Tag";

/** A state, in words; the colour only repeats it. */
export function Etat({
  gravite,
  children,
}: {
  gravite?: "success" | "error" | "warning" | "info" | "new";
  children: NonNullable<ReactNode>;
}) {
  return (
    <Badge small noIcon={gravite === undefined} severity={gravite}>
      {children}
    </Badge>
  );
}

/** A label of a category. */
export function Etiquette({ children }: { children: NonNullable<ReactNode> }) {
  return <Tag small>{children}</Tag>;
}
