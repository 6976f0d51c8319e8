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

const base = createRootRouteWithContext<ContexteRoutes>()({
  component: Outlet,
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
  component: pageDifferee(() => import("./routes/Connexion"), "PageConnexion"),
});

const prive = createRoute({
  getParentRoute: () => base,
  id: "prive",
  beforeLoad: ({ context, location }) => garderSession(context, location),
});

const bienvenue = createRoute({
  getParentRoute: () => prive,
  path: "/bienvenue",
  component: pageDifferee(() => import("./routes/Bienvenue"), "PageBienvenue"),
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

const portefeuille = createRoute({
  ...page,
  path: "/portefeuille",
  component: pageDifferee(() => import("./routes/Portefeuille"), "PagePortefeuille"),
});

const nouveau = createRoute({
  ...page,
  path: "/portefeuille/nouveau",
  component: pageDifferee(
    () => import("./routes/NouveauBeneficiaire"),
    "PageNouveauBeneficiaire",
  ),
});

const fiche = createRoute({
  ...page,
  path: "/beneficiaires/$id",
  component: pageDifferee(
    () => import("./routes/FicheBeneficiaire"),
    "PageFicheBeneficiaire",
  ),
});

const consultations = createRoute({
  ...page,
  path: "/beneficiaires/$id/consultations",
  component: pageDifferee(() => import("./routes/Consultations"), "PageConsultations"),
});

const indicateurs = createRoute({
  ...page,
  path: "/beneficiaires/$id/indicateurs",
  component: pageDifferee(() => import("./routes/Indicateurs"), "PageIndicateurs"),
});

const etablissement = createRoute({
  ...page,
  path: "/etablissement",
  component: pageDifferee(() => import("./routes/Etablissement"), "PageEtablissement"),
});

const dossierImilo = createRoute({
  ...page,
  path: "/dossiers-imilo/$numero",
  component: pageDifferee(() => import("./routes/DossierImilo"), "PageDossierImilo"),
});

const profil = createRoute({
  ...page,
  path: "/profil",
  component: pageDifferee(() => import("./routes/Profil"), "PageProfil"),
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
  accueil,
  connexion,
  inconnue,
  prive.addChildren([
    bienvenue,
    coquille.addChildren([
      portefeuille,
      nouveau,
      fiche,
      indicateurs,
      consultations,
      etablissement,
      dossierImilo,
      profil,
    ]),
  ]),
]);
