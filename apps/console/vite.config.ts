// How the console is bundled: files only, no inline script or style, so that the strictest content security policy holds.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  // Our own packages are taken from their source, so that the bundle does not depend on an earlier build.
  resolve: { conditions: ["source", "module", "browser", "development|production"] },
  build: {
    target: "es2023",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    emptyOutDir: false,
    chunkSizeWarningLimit: 600,
  },
  server: { proxy: { "/api": "http://127.0.0.1:4280" } },
});
