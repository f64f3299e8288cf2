import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { appConfig } from "../../vite.shared.ts";

export default defineConfig(
  appConfig("resident", "/app/", {
    build: { rollupOptions: { input: ["index.html", "answer.html"] } },
    plugins: [
      VitePWA({
        strategies: "injectManifest",
        srcDir: "src/worker",
        filename: "sw.ts",
        injectRegister: false,
        injectManifest: { globPatterns: ["**/*.{html,js,css,woff2,svg,png,webmanifest}"] },
        manifest: {
          id: "/app/",
          name: "Genkan",
          short_name: "Genkan",
          description: "玄関の呼出に応答し、ドアを開けるアプリ",
          lang: "ja",
          start_url: "/app/",
          scope: "/app/",
          display: "standalone",
          orientation: "any",
          background_color: "#faf8f4",
          theme_color: "#faf8f4",
          categories: ["utilities", "lifestyle"],
          icons: [
            { src: "icons/icon-192.png", sizes: "192x192", type: "image/png" },
            { src: "icons/icon-512.png", sizes: "512x512", type: "image/png" },
            { src: "icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
          ],
        },
      }),
    ],
  }),
);
