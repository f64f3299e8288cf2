import type { PanelDevicesView } from "@genkan/calls";
import { CameraOff, MicOff } from "lucide-react";
import { useTranslation } from "react-i18next";

/** A quiet line for the installer; the visitor can call all the same. */
export function DeviceNotice({ devices }: { devices: PanelDevicesView }) {
  const { t } = useTranslation("panel");
  const { camera, microphone } = devices;
  return (
    <div className="device-notices">
      {camera === "refused" || camera === "missing" ? (
        <p className="device-notice" data-testid="panel-notice-camera">
          <CameraOff aria-hidden="true" strokeWidth={1.75} />
          {camera === "refused" ? t("devices.camera.refused") : t("devices.camera.missing")}
        </p>
      ) : null}
      {microphone === "refused" || microphone === "missing" ? (
        <p className="device-notice" data-testid="panel-notice-microphone">
          <MicOff aria-hidden="true" strokeWidth={1.75} />
          {microphone === "refused" ? t("devices.microphone.refused") : t("devices.microphone.missing")}
        </p>
      ) : null}
    </div>
  );
}
