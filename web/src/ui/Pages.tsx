import { Pagination } from "@codegouvfr/react-dsfr/Pagination";
import type { Parametres } from "./Lien";

/** Pages of a list; absent when there is one. */
export function Pages({
  nombre,
  courante,
  lien,
}: {
  nombre: number;
  courante: number;
  lien: (page: number) => { vers: string; parametres: Parametres };
}) {
  if (nombre <= 1) return null;
  return (
    <Pagination
      className="pe-pages"
      count={nombre}
      defaultPage={courante}
      showFirstLast={false}
      getPageLinkProps={(page) => {
        const { vers, parametres } = lien(page);
        return { href: vers, parametres };
      }}
    />
  );
}
