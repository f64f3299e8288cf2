import { addWords } from "@genkan/i18n";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import en from "../../../../../locales/en/device.json";
import ja from "../../../../../locales/ja/device.json";

export type TranslateDevice = TFunction<["device", "resident", "common", "problem"]>;

/** The words about this device and how calls reach it. They come with the pages that say them, not at the start. */
export function useDeviceWords() {
  const { i18n } = useTranslation();
  addWords(i18n, "device", { ja, en });
  return useTranslation(["device", "resident", "common", "problem"]);
}
