import axe from "axe-core";
import type { Page } from "playwright-core";

const REGLES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/**
 * What axe finds on the page, in words. Called inside the page itself, which has no frame: the
 * wrapper made for frames takes seven times as long.
 */
export async function fautesAxe(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(async (regles) => {
    const { violations } = await window.axe.run({ runOnly: regles, resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html.slice(0, 160)).join(" | ")}`);
  }, REGLES);
}
