import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createRouterTransport } from "@connectrpc/connect";
import { TransportProvider } from "@connectrpc/connect-query";
import { QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, RouterProvider, type AnyRoute } from "@tanstack/react-router";
import { creerEspace } from "@/apps/creation";
import { routes as routesBeneficiaire } from "@/apps/beneficiaire/routes";
import { routes as routesConseiller } from "@/apps/conseiller/routes";
import { BASE, type Espace } from "@/platform/espace";
import { intercepteurSession } from "@/platform/session";
import { services, type Etat } from "../../doublure/services";

const ROUTES: Record<Espace, AnyRoute> = {
  conseiller: routesConseiller,
  beneficiaire: routesBeneficiaire,
};

/** One space as a person opens it, its server answered in memory. */
export function monter(espace: Espace, chemin: string, etat: Etat) {
  const transport = createRouterTransport(services(etat), {
    transport: { interceptors: [intercepteurSession(espace)] },
  });
  const history = createMemoryHistory({ initialEntries: [BASE[espace] + chemin] });
  const { client, routeur } = creerEspace(espace, ROUTES[espace], transport, history);
  client.setDefaultOptions({ queries: { ...client.getDefaultOptions().queries, retry: false } });
  render(
    <TransportProvider transport={transport}>
      <QueryClientProvider client={client}>
        <RouterProvider router={routeur as never} />
      </QueryClientProvider>
    </TransportProvider>,
  );
  return { routeur, client, souris: userEvent.setup() };
}
