/** Push messages of this device: what the browser allows, and its subscription (W3C Push API). */
const SCRIPT = "/notifications.js";
const PORTEE = "/app";

export interface Abonnement {
  endpoint: string;
  p256dh: string;
  auth: string;
}

/** What the browser answers before anything is asked. */
export type AccordPush = "impossible" | "a-demander" | "refuse" | "accorde";

export function accordPush(): AccordPush {
  const possible =
    "serviceWorker" in navigator && "PushManager" in globalThis && "Notification" in globalThis;
  if (!possible) return "impossible";
  if (Notification.permission === "denied") return "refuse";
  return Notification.permission === "granted" ? "accorde" : "a-demander";
}

function base64url(octets: ArrayBuffer | null): string {
  const texte = String.fromCharCode(...new Uint8Array(octets ?? new ArrayBuffer(0)));
  return btoa(texte).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function lire(abonnement: PushSubscription): Abonnement {
  return {
    endpoint: abonnement.endpoint,
    p256dh: base64url(abonnement.getKey("p256dh")),
    auth: base64url(abonnement.getKey("auth")),
  };
}

async function trouver(): Promise<PushSubscription | undefined> {
  if (accordPush() === "impossible") return undefined;
  const enregistrement = await navigator.serviceWorker.getRegistration(PORTEE);
  return (await enregistrement?.pushManager.getSubscription()) ?? undefined;
}

/** The subscription that this browser holds already. */
export async function abonnementPresent(): Promise<Abonnement | undefined> {
  const abonnement = accordPush() === "accorde" ? await trouver() : undefined;
  return abonnement && lire(abonnement);
}

/** Asks the person, then the push service; nothing when the person refuses. From a tap only. */
export async function abonner(cle: string): Promise<Abonnement | undefined> {
  if ((await Notification.requestPermission()) !== "granted") return undefined;
  await navigator.serviceWorker.register(SCRIPT, { scope: PORTEE });
  const { pushManager } = await navigator.serviceWorker.ready;
  // A subscription to another key would never be served.
  await (await pushManager.getSubscription())?.unsubscribe();
  return lire(await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: cle }));
}

/** Nothing more reaches this browser, whoever signs in next. */
export async function desabonner(): Promise<void> {
  await (await trouver())?.unsubscribe();
}
