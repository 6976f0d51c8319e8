import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createRouter, RouterProvider } from "@tanstack/react-router";
import { OPTIONS_ROUTEUR, racine } from "@/apps/options";
import { suivreNavigation } from "@/platform/navigation";
import { demarrerUi } from "@/ui/demarrage";
import { routes } from "./routes";

const routeur = createRouter({ ...OPTIONS_ROUTEUR, routeTree: routes });
suivreNavigation(routeur);
demarrerUi();
createRoot(racine()).render(
  <StrictMode>
    <RouterProvider router={routeur} />
  </StrictMode>,
);
