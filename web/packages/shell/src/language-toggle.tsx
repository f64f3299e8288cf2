import { changeLanguage } from "@genkan/i18n";
import { Languages } from "lucide-react";
import { useTranslation } from "react-i18next";

/** One press to the other language, named in that language. */
export function LanguageToggle() {
  const { t, i18n } = useTranslation("common");
  const other = i18n.language === "ja" ? "en" : "ja";
  return (
    <button
      type="button"
      lang={other}
      className="inline-flex min-h-12 items-center gap-2 rounded-control px-3 font-medium text-16 text-indigo"
      onClick={() => void changeLanguage(i18n, other)}
    >
      <Languages size={20} strokeWidth={1.75} aria-hidden />
      {t(`language.${other}`)}
    </button>
  );
}
