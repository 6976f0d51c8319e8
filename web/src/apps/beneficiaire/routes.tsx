import {
  createRootRouteWithContext,
  createRoute,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { estDansSonEspace, garderSession, type ContexteRoutes } from "@/apps/garde";
import { pageDifferee } from "@/apps/pageDifferee";
import { ContenuEnErreur } from "@/apps/PageErreur";
import { PageHorsMenu } from "@/apps/PageHorsMenu";
import { PageIntrouvable } from "@/ui/PageIntrouvable";
import { Coquille } from "./Coquille";
import { bienvenueVue } from "./premierAcces";

const base = createRootRouteWithContext<ContexteRoutes>()({
  component: Outlet,
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
  component: pageDifferee(() => import("./routes/Bienvenue"), "PageBienvenue"),
});

const connexion = createRoute({
  getParentRoute: () => base,
  path: "/connexion",
  component: pageDifferee(() => import("./routes/Connexion"), "PageConnexion"),
});

const prive = createRoute({
  getParentRoute: () => base,
  id: "prive",
  beforeLoad: ({ context, location }) => garderSession(context, location),
});

const cgu = createRoute({
  getParentRoute: () => prive,
  path: "/cgu",
  component: pageDifferee(() => import("./routes/Cgu"), "PageCgu"),
});

const coquille = createRoute({
  getParentRoute: () => prive,
  id: "coquille",
  component: () => (
    <Coquille>
      <Outlet />
    </Coquille>
  ),
});

/** A page of the menu: what fails in it leaves the menu in place. */
const page = { getParentRoute: () => coquille, errorComponent: ContenuEnErreur } as const;

const accueil = createRoute({
  ...page,
  path: "/accueil",
  component: pageDifferee(() => import("./routes/Accueil"), "PageAccueil"),
});

const profil = createRoute({
  ...page,
  path: "/profil",
  component: pageDifferee(() => import("./routes/Profil"), "PageProfil"),
});

const notifications = createRoute({
  ...page,
  path: "/notifications",
  component: pageDifferee(() => import("./routes/Notifications"), "PageNotifications"),
});

const preferences = createRoute({
  ...page,
  path: "/profil/notifications",
  component: pageDifferee(() => import("./routes/Preferences"), "PagePreferences"),
});

const consultations = createRoute({
  ...page,
  path: "/profil/consultations",
  component: pageDifferee(() => import("./routes/Consultations"), "PageConsultations"),
});

const suppression = createRoute({
  ...page,
  path: "/profil/suppression",
  component: pageDifferee(() => import("./routes/Suppression"), "PageSuppression"),
});

/** An address that no page answers: inside the menu of a person who is signed in. */
const inconnue = createRoute({
  getParentRoute: () => base,
  path: "$",
  beforeLoad: async ({ context }) => ({ dansSonEspace: await estDansSonEspace(context) }),
  component: function AdresseInconnue() {
    if (!inconnue.useRouteContext().dansSonEspace) return <PageHorsMenu />;
    return (
      <Coquille>
        <PageIntrouvable />
      </Coquille>
    );
  },
});

export const routes = base.addChildren([
  entree,
  bienvenue,
  connexion,
  inconnue,
  prive.addChildren([
    cgu,
    coquille.addChildren([
      accueil,
      notifications,
      profil,
      preferences,
      consultations,
      suppression,
    ]),
  ]),
]);
