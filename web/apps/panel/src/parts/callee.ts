import { useTranslation } from "react-i18next";

/** Name who is called: a home by its number, or the office, which has none. */
export function useCallee(): (homeNumber: string) => string {
  const { t } = useTranslation("panel");
  return (homeNumber) => (homeNumber === "" ? t("office.name") : t("home.number", { number: homeNumber }));
}
