import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { TransportProvider } from "@connectrpc/connect-query";
import { QueryClientProvider } from "@tanstack/react-query";
import {
  createRouter,
  RouterProvider,
  type AnyRoute,
  type AnyRouter,
} from "@tanstack/react-router";
import { requeteSession } from "@/domaines/identite/api";
import { estNonAuthentifie, aPourRaison } from "@/platform/erreurs";
import { BASE, type Espace } from "@/platform/espace";
import { suivreNavigation } from "@/platform/navigation";
import { creerClientRequetes } from "@/platform/requetes";
import { creerTransport } from "@/platform/transport";
import { demarrerUi } from "@/ui/demarrage";
import { OPTIONS_ROUTEUR, racine } from "./options";

/** Starts one space: its transport, its cache, its routes. */
export function monterEspace(espace: Espace, routes: AnyRoute): void {
  const transport = creerTransport(espace);
  const session = requeteSession(transport);
  const client = creerClientRequetes((erreur) => {
    // A page found the session lost, or conditions to sign: its route decides again.
    if (!estNonAuthentifie(erreur) && !aPourRaison(erreur, "CGU_NON_SIGNEES")) return;
    if (client.getQueryData(session.queryKey) === undefined) return;
    void client
      .invalidateQueries({ queryKey: session.queryKey, refetchType: "none" })
      .then(() => routeur.invalidate());
  });
  const routeur: AnyRouter = createRouter({
    ...OPTIONS_ROUTEUR,
    routeTree: routes,
    basepath: BASE[espace],
    context: { espace, transport, client },
  });
  suivreNavigation(routeur);
  demarrerUi();
  createRoot(racine()).render(
    <StrictMode>
      <TransportProvider transport={transport}>
        <QueryClientProvider client={client}>
          <RouterProvider router={routeur} />
        </QueryClientProvider>
      </TransportProvider>
    </StrictMode>,
  );
}
