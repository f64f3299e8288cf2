import { ChevronLeft, ChevronRight, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PanelView, Screen } from "../model/view";
import { Pressable } from "../parts/pressable";
import { TopBar } from "../parts/top-bar";

/** 「居住者一覧」: a page of homes, each a key that calls. */
export function DirectoryScreen({
  view,
  screen: { directory },
}: {
  view: PanelView;
  screen: Extract<Screen, { state: "directory" }>;
}) {
  const { t } = useTranslation("panel");
  const { commands } = view;
  const { turnPage, callEntry } = commands;
  const isEmpty = directory.state === "shown" && directory.entries.length === 0;
  return (
    <div className="directory">
      <TopBar view={view} />
      <h1 className="prompt">
        {directory.state === "shown" ? t(isEmpty ? "directory.empty" : "directory.title") : null}
        {directory.state === "loading" ? t("directory.loading") : null}
        {directory.state === "failed" ? t("directory.failed") : null}
      </h1>
      <ul className="directory-entries">
        {directory.entries.map(({ homeNumber, name }) => (
          <li key={homeNumber}>
            <Pressable
              className="directory-entry"
              data-testid={`panel-entry-${homeNumber}`}
              onPress={callEntry === null ? null : () => callEntry(homeNumber)}
            >
              <span className="tabular">{t("home.number", { number: homeNumber })}</span>
              {name === null ? null : <span className="directory-name">{name}</span>}
            </Pressable>
          </li>
        ))}
      </ul>
      {directory.pages > 1 ? (
        <div className="directory-pages">
          <Pressable
            className="home-key"
            data-testid="panel-page-previous"
            onPress={turnPage === null || directory.page === 0 ? null : () => turnPage(-1)}
          >
            <ChevronLeft aria-hidden="true" strokeWidth={1.75} />
            {t("directory.previous")}
          </Pressable>
          <span className="tabular">
            {t("directory.page", { page: directory.page + 1, pages: directory.pages })}
          </span>
          <Pressable
            className="home-key"
            data-testid="panel-page-next"
            onPress={turnPage === null || directory.page + 1 >= directory.pages ? null : () => turnPage(1)}
          >
            {t("directory.next")}
            <ChevronRight aria-hidden="true" strokeWidth={1.75} />
          </Pressable>
        </div>
      ) : null}
      <Pressable className="home-key" data-testid="panel-home" onPress={commands.closeDirectory}>
        <Undo2 aria-hidden="true" strokeWidth={1.75} />
        {t("directory.back")}
      </Pressable>
    </div>
  );
}
