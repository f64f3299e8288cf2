import "./portal.css";
import { detectLanguage } from "@genkan/i18n";
import { CrashGuard } from "@genkan/shell";
import { setUpTheme } from "@genkan/ui";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { App } from "./app/app";
import { CrashPage } from "./app/crash-page";
import { openRouter } from "./app/router";
import { openServices, ServicesProvider } from "./app/services";
import { setUpPortalWords } from "./app/words";

setUpTheme();
const words = setUpPortalWords(detectLanguage());
const services = openServices();
services.shortcuts.listen(window);
void services.session.start();

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no #root");
createRoot(root).render(
  <StrictMode>
    <I18nextProvider i18n={words}>
      <CrashGuard fallback={<CrashPage />}>
        <ServicesProvider value={services}>
          <App router={openRouter()} />
        </ServicesProvider>
      </CrashGuard>
    </I18nextProvider>
  </StrictMode>,
);
