import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { garderSession, type ContexteRoutes } from "@/apps/garde";
import { PageCgu } from "@/apps/PageCgu";
import { PageHorsMenu } from "@/apps/PageHorsMenu";
import { Coquille } from "./Coquille";

const base = createRootRouteWithContext<ContexteRoutes>()({
  component: Outlet,
  notFoundComponent: PageHorsMenu,
});

const accueil = createRoute({
  getParentRoute: () => base,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/portefeuille" });
  },
});

const connexion = createRoute({
  getParentRoute: () => base,
  path: "/connexion",
  component: lazyRouteComponent(() => import("./routes/Connexion"), "PageConnexion"),
});

const prive = createRoute({
  getParentRoute: () => base,
  id: "prive",
  beforeLoad: ({ context, location }) => garderSession(context, location),
});

const cgu = createRoute({
  getParentRoute: () => prive,
  path: "/cgu",
  component: () => <PageCgu espace="conseiller" />,
});

const coquille = createRoute({
  getParentRoute: () => prive,
  id: "coquille",
  component: Coquille,
});

const portefeuille = createRoute({
  getParentRoute: () => coquille,
  path: "/portefeuille",
  component: lazyRouteComponent(() => import("./routes/Portefeuille"), "PagePortefeuille"),
});

const nouveau = createRoute({
  getParentRoute: () => coquille,
  path: "/portefeuille/nouveau",
  component: lazyRouteComponent(
    () => import("./routes/NouveauBeneficiaire"),
    "PageNouveauBeneficiaire",
  ),
});

const fiche = createRoute({
  getParentRoute: () => coquille,
  path: "/beneficiaires/$id",
  component: lazyRouteComponent(
    () => import("./routes/FicheBeneficiaire"),
    "PageFicheBeneficiaire",
  ),
});

export const routes = base.addChildren([
  accueil,
  connexion,
  prive.addChildren([cgu, coquille.addChildren([portefeuille, nouveau, fiche])]),
]);
