import { createRootRoute, createRoute, lazyRouteComponent, notFound, Outlet } from "@tanstack/react-router";
import { PageHorsMenu } from "@/apps/PageHorsMenu";
import { chargerTexteLegal } from "@/domaines/identite/textesLegaux";
import { PageAccueil } from "./PageAccueil";

const base = createRootRoute({ component: Outlet, notFoundComponent: PageHorsMenu });

const accueil = createRoute({
  getParentRoute: () => base,
  path: "/",
  component: PageAccueil,
});

const legal = createRoute({
  getParentRoute: () => base,
  path: "/legal/$marque/$texte",
  loader: async ({ params }) => {
    const texte = await chargerTexteLegal(params.marque, params.texte);
    if (!texte) throw notFound();
    return texte;
  },
  notFoundComponent: PageHorsMenu,
  component: lazyRouteComponent(() => import("./PageLegale"), "PageLegale"),
});

export const routes = base.addChildren([accueil, legal]);
