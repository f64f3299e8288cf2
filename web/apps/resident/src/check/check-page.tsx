import { useState } from "react";
import { Page } from "../app/page";
import { useServices } from "../app/services";
import { useDeviceWords } from "../app/use-device-words";
import { CheckPanel, openCheck } from "./check-panel";

/** 「テスト着信」 and what keeps this device from being reached. */
export function CheckPage() {
  const { t } = useDeviceWords();
  const services = useServices();
  const [check] = useState(() => openCheck(services));
  return (
    <Page title={t("check.title")} lead={t("check.lead")}>
      <CheckPanel check={check} />
    </Page>
  );
}
