import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { textesLegaux } from "./outils/textes-legaux.ts";

const ici = (chemin: string) => fileURLToPath(new URL(chemin, import.meta.url));

/** Where the gateway listens during development. */
const PASSERELLE = process.env["PASS_EMPLOI_URL"] ?? "http://localhost:8080";

export default defineConfig({
  plugins: [react(), textesLegaux()],
  resolve: { alias: { "@": ici("./src") } },
  build: {
    // Data URLs would be refused by the content security policy, icons first.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: {
        index: ici("./index.html"),
        conseiller: ici("./conseiller.html"),
        beneficiaire: ici("./beneficiaire.html"),
      },
    },
  },
  server: {
    fs: { allow: [ici("..")] },
    proxy: { "/passemploi.": PASSERELLE, "/auth": PASSERELLE },
  },
});
