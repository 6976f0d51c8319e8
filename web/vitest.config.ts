import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { textesLegaux } from "./outils/textes-legaux.ts";

const alias = { "@": fileURLToPath(new URL("./src", import.meta.url)) };
const plugins = [react(), textesLegaux()];

export default defineConfig({
  test: {
    projects: [
      {
        plugins,
        resolve: { alias },
        test: {
          name: "unit",
          include: ["tests/unit/**/*.test.{ts,tsx}"],
          setupFiles: ["tests/unit/preparation.ts"],
          testTimeout: 40_000,
          env: { TZ: "Europe/Paris" },
        },
      },
      {
        plugins,
        resolve: { alias },
        test: {
          name: "navigateur",
          include: ["tests/navigateur/**/*.test.ts"],
          // A loaded machine is slow, not wrong.
          testTimeout: 120_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 15_000 } },
          // One browser at a time: the pages are measured, not raced.
          fileParallelism: false,
        },
      },
    ],
  },
});
