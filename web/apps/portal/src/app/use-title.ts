import { useEffect } from "react";
import { useWords } from "./use-words";

/** Name the page in the browser's tab; `count` is what waits to be looked at there. */
export function useTitle(page: string, count = 0): void {
  const { t } = useWords();
  const mark = count > 0 ? `(${count}) ` : "";
  const title = `${mark}${t("app.title", { page })}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
}
