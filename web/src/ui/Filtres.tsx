import type { ReactNode } from "react";

/** Fields that narrow the list below, side by side when there is room. */
export function Filtres({
  titre,
  onEnvoyer,
  actions,
  children,
}: {
  titre: string;
  onEnvoyer: () => void;
  actions: ReactNode;
  children: ReactNode;
}) {
  return (
    <form
      noValidate
      aria-label={titre}
      className="pe-filtres"
      onSubmit={(e) => {
        e.preventDefault();
        onEnvoyer();
      }}
    >
      <div className="pe-filtres__champs">{children}</div>
      <div className="pe-actions">{actions}</div>
    </form>
  );
}
