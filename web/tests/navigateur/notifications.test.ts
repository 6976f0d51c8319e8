import { Code } from "@connectrpc/connect";
import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { refus } from "../doublure/refus";
import { demarrerDoublure, type Doublure } from "../doublure/serveur";
import { Etat } from "../doublure/services";
import { ouvrir, type Navigateur, type Ouverture } from "./navigateur";
import { CLE_PUSH, jeune } from "../doublure/situations";

let etat: Etat;
let doublure: Doublure;
let navigateur: Navigateur | undefined;

beforeEach(async () => {
  etat = new Etat();
  doublure = await demarrerDoublure(etat);
});
afterEach(async () => {
  await navigateur?.fermer();
  await doublure.arreter();
});

async function entrer(chemin: string, ouverture?: Ouverture) {
  navigateur = await ouvrir(ouverture);
  await navigateur.page.goto(doublure.url + chemin);
  return navigateur.page;
}

const cloche = (onglet: Page, n: number) =>
  onglet.getByRole("link", { name: new RegExp(`Notifications.*${n} non lue`) });

describe("one stream of notifications for a browser", () => {
  beforeEach(() => jeune(etat));

  test("three tabs, one stream; it passes on when its tab closes; all bells follow", async () => {
    const page = await entrer("/app/accueil");
    const { contexte } = navigateur!;
    // The first tab holds the stream before the others ask for it.
    await expect.poll(() => etat.ecoutes).toBe(1);
    const deuxieme = await contexte.newPage();
    await deuxieme.goto(`${doublure.url}/app/accueil`);
    const troisieme = await contexte.newPage();
    await troisieme.goto(`${doublure.url}/app/profil`);
    for (const onglet of [page, deuxieme, troisieme]) await cloche(onglet, 2).waitFor();
    expect(etat.ecoutes).toBe(1);

    etat.notifications.beneficiaire[2]!.lueLe = undefined;
    etat.prevenir();
    for (const onglet of [page, deuxieme, troisieme]) await cloche(onglet, 3).waitFor();

    await page.close();
    await expect.poll(() => etat.appels.filter((a) => a === "WatchNotifications").length).toBe(2);
    await expect.poll(() => etat.ecoutes).toBe(1);
    etat.notifications.beneficiaire[3]!.lueLe = undefined;
    etat.prevenir();
    for (const onglet of [deuxieme, troisieme]) await cloche(onglet, 4).waitFor();
  });

  test("A6.1 what a conseiller changes is read again by the open page of the person", async () => {
    const page = await entrer("/app/accueil");
    await page.getByText("Vous accompagne depuis").waitFor();
    await expect.poll(() => etat.ecoutes).toBe(1);
    const lectures = () => etat.appels.filter((appel) => appel === "GetProfilBeneficiaire").length;
    const avant = lectures();
    etat.prevenir();
    await expect.poll(lectures).toBeGreaterThan(avant);
  });

  test("AU-19 the session is closed elsewhere: the stream ends, the tabs go to the sign-in", async () => {
    const page = await entrer("/app/accueil");
    await expect.poll(() => etat.ecoutes).toBe(1);
    delete etat.sessions.beneficiaire;
    etat.prevenir();
    await page.getByText("Votre session a expiré").waitFor();
  });
});

/** The push service of a real browser is out of reach: its subscription is played. */
const abonnementJoue = () => {
  let abonnement: object | null = null;
  Object.assign(PushManager.prototype, {
    subscribe: async () => {
      abonnement = {
        endpoint: "https://push.exemple.fr/abc",
        getKey: (nom: string) => new Uint8Array(nom === "auth" ? 16 : 65).fill(4).buffer,
        unsubscribe: async () => {
          abonnement = null;
          return true;
        },
      };
      return abonnement;
    },
    getSubscription: async () => abonnement,
  });
};

describe("push messages", () => {
  beforeEach(() => {
    jeune(etat);
    etat.sessions.beneficiaire!.clePush = CLE_PUSH;
  });

  async function preparer() {
    navigateur = await ouvrir({ largeur: 390, hauteur: 844 });
    await navigateur.contexte.grantPermissions(["notifications"], { origin: doublure.url });
    await navigateur.page.addInitScript(abonnementJoue);
    await navigateur.page.goto(`${doublure.url}/app/profil/notifications`);
    return navigateur.page;
  }

  test("asked by a tap, stopped by another", async () => {
    const page = await preparer();
    await page.getByRole("button", { name: "Activer les notifications" }).click();
    await page.getByText("Les notifications sont activées sur cet appareil").waitFor();
    expect([...etat.appareils.values()]).toEqual(["https://push.exemple.fr/abc"]);
    await page.getByRole("button", { name: "Désactiver sur cet appareil" }).click();
    await page.getByRole("button", { name: "Activer les notifications" }).waitFor();
    expect(etat.appareils.size).toBe(0);
  });

  test("refused by the server: not active, and why", async () => {
    etat.pannes.set("RegisterAppareil", () => refus(Code.InvalidArgument, "ABONNEMENT_INVALIDE"));
    const page = await preparer();
    await page.getByRole("button", { name: "Activer les notifications" }).click();
    await page.getByText("Cet appareil ne peut pas recevoir de notifications").waitFor();
    await page.getByRole("button", { name: "Activer les notifications" }).waitFor();
  });

  test("a message is shown once, and opens its page", async () => {
    const page = await preparer();
    await page.getByRole("button", { name: "Activer les notifications" }).click();
    await page.getByText("Les notifications sont activées").waitFor();
    const { id } = etat.notifications.beneficiaire[0]!;
    const message = JSON.stringify({
      id,
      titre: "Un nouveau conseiller vous accompagne",
      description: "Nadia Kerbrat",
      chemin: "/app/notifications",
    });

    const protocole = await navigateur!.contexte.newCDPSession(page);
    const versions: { registrationId: string; status: string }[] = [];
    protocole.on("ServiceWorker.workerVersionUpdated", (e) => versions.push(...e.versions));
    await protocole.send("ServiceWorker.enable");
    await expect.poll(() => versions.some((v) => v.status === "activated")).toBe(true);
    const { registrationId } = versions.find((v) => v.status === "activated")!;
    const livrer = (data: string) =>
      protocole.send("ServiceWorker.deliverPushMessage", { origin: doublure.url, registrationId, data });
    const montrees = () =>
      page.evaluate(async () => {
        const enregistrement = await navigator.serviceWorker.getRegistration("/app");
        const liste = (await enregistrement?.getNotifications()) ?? [];
        return liste
          .map((n) => [n.title, n.body, n.tag, n.data])
          .toSorted(([a], [b]) => b.localeCompare(a));
      });
    const attendue = [
      "Un nouveau conseiller vous accompagne",
      "Nadia Kerbrat",
      id,
      `${doublure.url}/app/notifications?ouvrir=${id}`,
    ];
    // A browser drops what comes while its worker starts: the push service would send it again.
    await expect
      .poll(async () => {
        await livrer(message);
        return montrees();
      })
      .toEqual([attendue]);
    await livrer(message);
    await livrer("illisible");
    await expect
      .poll(montrees)
      .toEqual([
        attendue,
        ["Pass Emploi", "Vous avez une nouvelle notification.", "", `${doublure.url}/app/notifications`],
      ]);
  });
});
