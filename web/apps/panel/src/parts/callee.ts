import { useTranslation } from "react-i18next";
import { useModel, useReadable } from "./panel-context";

/** Name who is called: a home by its number, at a gate with its building, or the office, which has none. */
export function useCallee(): (homeNumber: string) => string {
  const { t } = useTranslation("panel");
  const { calledBuilding } = useReadable(useModel());
  return (homeNumber) => {
    if (homeNumber === "") return t("office.name");
    return `${calledBuilding} ${t("home.number", { number: homeNumber })}`.trim();
  };
}
