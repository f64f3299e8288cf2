import { Banner } from "@genkan/ui";
import { ExternalLink } from "lucide-react";
import { useEntryWords } from "./words";

/** In a window inside LINE, Gmail and the like nothing can be installed: how to get out of it. */
export function Leave({ inApp, isIos }: { inApp: "line" | "other"; isIos: boolean }) {
  const { t } = useEntryWords();
  const outside = new URL(location.href);
  outside.searchParams.set("openExternalBrowser", "1"); // LINE's own way out
  return (
    <Banner tone="warning" icon={<ExternalLink size={20} />} data-testid="leave">
      <span className="font-semibold">{t("leave.title")}</span>
      <span className="block">{t(isIos ? "leave.ios" : "leave.android")}</span>
      {inApp === "line" ? (
        <a href={outside.href} className="mt-1 inline-block min-h-8 font-semibold text-indigo underline">
          {t("leave.line")}
        </a>
      ) : null}
    </Banner>
  );
}
