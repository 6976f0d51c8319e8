import type { Transport } from "@connectrpc/connect";
import { createRouter, type AnyRoute, type AnyRouter, type RouterHistory } from "@tanstack/react-router";
import { requeteSession } from "@/domaines/identite/api";
import { aPourRaison, estNonAuthentifie } from "@/platform/erreurs";
import { BASE, type Espace } from "@/platform/espace";
import { creerClientRequetes } from "@/platform/requetes";
import { MOTIF_SESSION_EXPIREE } from "./garde";
import { OPTIONS_ROUTEUR } from "./options";

/** The cache and the router of one space, tied together by what happens to the session. */
export function creerEspace(
  espace: Espace,
  routes: AnyRoute,
  transport: Transport,
  history?: RouterHistory,
) {
  const { queryKey } = requeteSession(transport);
  // Leaving reads the session again, which fails again: one reaction at a time.
  let enReaction = false;

  const client = creerClientRequetes((erreur) => {
    if (enReaction || client.getQueryData(queryKey) === undefined) return;
    const perdue = estNonAuthentifie(erreur);
    if (!perdue && !aPourRaison(erreur, "CGU_NON_SIGNEES")) return;
    enReaction = true;
    void (perdue ? quitter() : redecider()).finally(() => {
      enReaction = false;
    });
  });

  const routeur: AnyRouter = createRouter({
    ...OPTIONS_ROUTEUR,
    routeTree: routes,
    basepath: BASE[espace],
    history,
    context: { espace, transport, client },
  });

  /** The session has ended: nothing can be saved any more, so no form holds the person back. */
  async function quitter() {
    const retour = BASE[espace] + routeur.latestLocation.href;
    await routeur.navigate({
      to: "/connexion",
      search: { retour, motif: MOTIF_SESSION_EXPIREE } as never,
      replace: true,
      ignoreBlocker: true,
    });
    // After the pages that read it are gone, nothing about the person stays.
    client.clear();
  }

  /** Conditions to sign: the guard of the route leads to them. */
  async function redecider() {
    await client.invalidateQueries({ queryKey, refetchType: "none" });
    await routeur.invalidate();
  }

  return { client, routeur };
}
