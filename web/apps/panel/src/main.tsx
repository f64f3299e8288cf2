import "@genkan/ui/styles.css";
import { detectLanguage, setUpWords } from "@genkan/i18n";
import { Mark, setUpTheme } from "@genkan/ui";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import en from "../../../../locales/en/panel.json";
import ja from "../../../../locales/ja/panel.json";

setUpTheme();
const words = setUpWords({ panel: { ja, en } }, detectLanguage());

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no #root");
createRoot(root).render(
  <StrictMode>
    <I18nextProvider i18n={words}>
      <Mark size={48} />
    </I18nextProvider>
  </StrictMode>,
);
