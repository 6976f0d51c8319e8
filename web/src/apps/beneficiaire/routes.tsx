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
import { bienvenueVue } from "./premierAcces";

const base = createRootRouteWithContext<ContexteRoutes>()({
  component: Outlet,
  notFoundComponent: PageHorsMenu,
});

const entree = createRoute({
  getParentRoute: () => base,
  path: "/",
  beforeLoad: ({ search }) => {
    throw redirect({ to: bienvenueVue() ? "/accueil" : "/bienvenue", search: search as never });
  },
});

const bienvenue = createRoute({
  getParentRoute: () => base,
  path: "/bienvenue",
  component: lazyRouteComponent(() => import("./routes/Bienvenue"), "PageBienvenue"),
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
  component: () => <PageCgu espace="beneficiaire" />,
});

const coquille = createRoute({
  getParentRoute: () => prive,
  id: "coquille",
  component: Coquille,
});

const accueil = createRoute({
  getParentRoute: () => coquille,
  path: "/accueil",
  component: lazyRouteComponent(() => import("./routes/Accueil"), "PageAccueil"),
});

const profil = createRoute({
  getParentRoute: () => coquille,
  path: "/profil",
  component: lazyRouteComponent(() => import("./routes/Profil"), "PageProfil"),
});

export const routes = base.addChildren([
  entree,
  bienvenue,
  connexion,
  prive.addChildren([cgu, coquille.addChildren([accueil, profil])]),
]);
