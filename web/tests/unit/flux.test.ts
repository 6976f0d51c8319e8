// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { attente, tenirFlux } from "@/platform/flux";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Streams given one after the other; each is a list of messages, then an end, an error or silence. */
function flux(...essais: { messages: number[]; puis: "fin" | "silence" | Error }[]) {
  const recus: number[] = [];
  const arret = new AbortController();
  let ouverts = 0;
  const reprendre = vi.fn(async (erreur: unknown) => (erreur as Error).message !== "refus");
  async function* ouvrir(signal: AbortSignal) {
    const essai = essais[ouverts];
    ouverts += 1;
    if (!essai) return;
    yield* essai.messages;
    if (essai.puis instanceof Error) throw essai.puis;
    if (essai.puis === "silence") {
      await new Promise((_, echouer) => {
        signal.addEventListener("abort", () => echouer(new Error("aborted")));
      });
    }
  }
  const fini = tenirFlux({ ouvrir, reprendre }, (n: number) => recus.push(n), arret.signal);
  return { recus, arret, reprendre, fini, ouverts: () => ouverts };
}

describe("a stream that is kept open", () => {
  test("opened again after an end and after an error", async () => {
    const suivi = flux(
      { messages: [1], puis: "fin" },
      { messages: [2], puis: new Error("coupure") },
      { messages: [3], puis: "silence" },
    );
    await vi.advanceTimersByTimeAsync(3_000);
    expect(suivi.recus).toEqual([1, 2, 3]);
    suivi.arret.abort();
    await suivi.fini;
    expect(suivi.ouverts()).toBe(3);
  });

  test("35 s of silence is a dead stream: nobody is asked, it is opened again", async () => {
    const suivi = flux({ messages: [1], puis: "silence" }, { messages: [2], puis: "silence" });
    await vi.advanceTimersByTimeAsync(34_000);
    expect(suivi.recus).toEqual([1]);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(suivi.recus).toEqual([1, 2]);
    expect(suivi.reprendre).not.toHaveBeenCalled();
    suivi.arret.abort();
    await suivi.fini;
  });

  test("a refusal that will not change ends it", async () => {
    const suivi = flux({ messages: [], puis: new Error("refus") }, { messages: [1], puis: "fin" });
    await suivi.fini;
    expect(suivi.ouverts()).toBe(1);
  });

  test("the network is back: the wait ends", async () => {
    const pannes = Array.from({ length: 7 }, () => ({
      messages: [],
      puis: new Error("coupure"),
    }));
    const suivi = flux(...pannes, { messages: [1], puis: "silence" });
    await vi.advanceTimersByTimeAsync(25_000);
    const avant = suivi.ouverts();
    expect(suivi.recus).toEqual([]);
    for (let n = avant; n < 8; n += 1) {
      dispatchEvent(new Event("online"));
      await vi.advanceTimersByTimeAsync(0);
    }
    expect(suivi.recus).toEqual([1]);
    suivi.arret.abort();
    await suivi.fini;
  });

  test("the wait doubles up to 30 s, never the same for everybody", () => {
    expect([0, 1, 2, 3].map((n) => attente(n, 0.5))).toEqual([500, 1_000, 2_000, 4_000]);
    expect(attente(20, 0.5)).toBe(30_000);
    expect(attente(2, 0)).toBe(1_500);
    expect(attente(2, 1)).toBe(2_500);
  });
});
