import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { TransportProvider } from "@connectrpc/connect-query";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider, type AnyRoute } from "@tanstack/react-router";
import type { Espace } from "@/platform/espace";
import { suivreNavigation } from "@/platform/navigation";
import { creerTransport } from "@/platform/transport";
import { demarrerUi } from "@/ui/demarrage";
import { creerEspace } from "./creation";
import { racine } from "./options";

/** Starts one space: its transport, its cache, its routes. */
export function monterEspace(espace: Espace, routes: AnyRoute): void {
  const transport = creerTransport(espace);
  const { client, routeur } = creerEspace(espace, routes, transport);
  suivreNavigation(routeur);
  demarrerUi();
  // A page that the browser kept in memory may be somebody else's by now.
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) location.reload();
  });
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
