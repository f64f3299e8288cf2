import { defineConfig } from "vite";
import { appConfig } from "../../vite.shared.ts";

const station = process.env.GENKAN_STATION ?? "http://localhost:8441";

// While developing, the page is Vite's and the socket the station's.
export default defineConfig(
  appConfig("panel", "/", { server: { proxy: { "^/panel$": { target: station, ws: true } } } }),
);
