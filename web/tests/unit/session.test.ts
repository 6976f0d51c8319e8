// @vitest-environment jsdom
import { Code, ConnectError, createClient, createRouterTransport } from "@connectrpc/connect";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { reprendre } from "@/domaines/communication/reprise";
import { SessionService } from "@/gen/passemploi/identite/v1/session_service_pb";
import { lireErreur } from "@/platform/erreurs";
import { retourSur } from "@/platform/navigation";
import { intercepteurSession, renouveler } from "@/platform/session";
import { effacerSession, ecrire, lire } from "@/platform/stockage";
import { refus } from "../doublure/refus";

let reponse = 204;
let entetesReponse: Record<string, string> = {};
const fetchEspion = vi.fn(async () => new Response(null, { status: reponse, headers: entetesReponse }));

beforeEach(() => {
  reponse = 204;
  entetesReponse = {};
  fetchEspion.mockClear();
  vi.stubGlobal("fetch", fetchEspion);
});
afterEach(() => vi.unstubAllGlobals());

/** A server whose token has expired until the session is renewed. */
function client(echecs: number) {
  const entetes: (string | null)[] = [];
  let appels = 0;
  const transport = createRouterTransport(
    (routeur) =>
      routeur.service(SessionService, {
        getSession: (_, contexte) => {
          entetes.push(contexte.requestHeader.get("x-pe-espace"));
          appels += 1;
          if (appels <= echecs) throw refus(Code.Unauthenticated, "JETON_EXPIRE");
          return { prenom: "Nadia" };
        },
      }),
    { transport: { interceptors: [intercepteurSession("conseiller")] } },
  );
  return { rpc: createClient(SessionService, transport), entetes };
}

test("an expired token is renewed once and the call made again", async () => {
  const { rpc, entetes } = client(1);
  await expect(rpc.getSession({})).resolves.toMatchObject({ prenom: "Nadia" });
  expect(fetchEspion).toHaveBeenCalledExactlyOnceWith("/auth/conseiller/renouveler", {
    method: "POST",
    headers: { "x-pe-espace": "conseiller" },
  });
  expect(entetes).toEqual(["conseiller", "conseiller"]);
});

test("still expired after the renewal: the refusal is given, without another try", async () => {
  const { rpc } = client(5);
  await expect(rpc.getSession({})).rejects.toMatchObject({ code: Code.Unauthenticated });
  expect(fetchEspion).toHaveBeenCalledTimes(1);
});

test("a refused renewal ends the session", async () => {
  reponse = 401;
  const { rpc } = client(1);
  await expect(rpc.getSession({})).rejects.toMatchObject({ code: Code.Unauthenticated });
});

test("too many renewals: a quota with its wait, nobody is signed out", async () => {
  reponse = 429;
  entetesReponse = { "retry-after": "120" };
  const erreur = lireErreur(await client(1).rpc.getSession({}).catch((cause: unknown) => cause));
  expect(erreur).toMatchObject({ genre: "indisponible", raison: "QUOTA_CONNEXIONS", attente: 120 });
  entetesReponse = { "retry-after": "Wed, 21 Oct 2026 07:28:00 GMT" };
  await expect(renouveler("conseiller", Date.now())).rejects.toMatchObject({ code: Code.ResourceExhausted });
});

test.each([500, 503, 403])("a renewal that answers %s is an outage, nobody is signed out", async (statut) => {
  reponse = statut;
  const { rpc, entetes } = client(1);
  await expect(rpc.getSession({})).rejects.toMatchObject({ code: Code.Unavailable });
  expect(entetes).toHaveLength(1);
  reponse = 204;
  await expect(rpc.getSession({})).resolves.toMatchObject({ prenom: "Nadia" });
});

test("no network for the renewal: an outage, nobody is signed out", async () => {
  fetchEspion.mockRejectedValueOnce(new TypeError("Failed to fetch"));
  await expect(client(1).rpc.getSession({})).rejects.toMatchObject({ code: Code.Unavailable });
});

describe("the stream, once its token has expired", () => {
  const expire = refus(Code.Unauthenticated, "JETON_EXPIRE");
  const relire = vi.fn();
  const reprise = () => reprendre("conseiller", relire, expire);
  beforeEach(() => relire.mockClear());

  test.each([204, 429, 503])("renewed (204) or not now (%s): opened again", async (statut) => {
    reponse = statut;
    expect(await reprise()).toBe(true);
    expect(relire).not.toHaveBeenCalled();
  });

  test("no network: opened again", async () => {
    fetchEspion.mockRejectedValueOnce(new TypeError("Failed to fetch"));
    expect(await reprise()).toBe(true);
  });

  test("401: it ends, and the pages learn that the session is over", async () => {
    reponse = 401;
    expect(await reprise()).toBe(false);
    expect(relire).toHaveBeenCalledOnce();
  });

  test("an outage met by the call itself: opened again", async () => {
    const panne = new ConnectError("", Code.Unavailable);
    expect(await reprendre("conseiller", relire, panne)).toBe(true);
  });
});

test("two expired calls at once share one renewal", async () => {
  let suite = Promise.resolve();
  const verrou = <T,>(_: string, agir: () => Promise<T>): Promise<T> => {
    const tour = suite.then(agir);
    suite = tour.then(() => undefined);
    return tour;
  };
  const debut = Date.now() - 1;
  expect(
    await Promise.all([
      renouveler("conseiller", debut, verrou),
      renouveler("conseiller", debut, verrou),
    ]),
  ).toEqual([true, true]);
  expect(fetchEspion).toHaveBeenCalledTimes(1);
});

test("signing out forgets the person and keeps the device", () => {
  ecrire("session", "conseiller.ouverte", "oui");
  ecrire("appareil", "conseiller.derniere-entree", "pe-conseiller");
  localStorage.setItem("scheme", "dark");
  localStorage.setItem("autre", "x");
  effacerSession("conseiller");
  expect(lire("session", "conseiller.ouverte")).toBeUndefined();
  expect(localStorage.getItem("autre")).toBeNull();
  expect(localStorage.getItem("scheme")).toBe("dark");
  expect(lire("appareil", "conseiller.derniere-entree")).toBe("pe-conseiller");
});

test("the address to come back to never leaves the space", () => {
  const base = "/conseiller";
  expect(retourSur("/conseiller/portefeuille?page=2", base)).toBe("/conseiller/portefeuille?page=2");
  for (const piege of ["//mal.fr", "https://mal.fr/conseiller", "/app/accueil", "/conseillers", ""]) {
    expect(retourSur(piege, base)).toBeUndefined();
  }
});
