import { CameraOff } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

const START_AFTER_MS = 700; // playing it here takes the processor from sending it there

/** What the household sees of the visitor, as in a mirror. */
export function SelfView({
  stream,
  takesPictures = false,
}: {
  stream: MediaStream | null;
  /** Say that a picture is kept if nobody takes the call. */
  takesPictures?: boolean;
}) {
  const { t } = useTranslation("panel");
  const video = useRef<HTMLVideoElement>(null);
  const hasPicture = (stream?.getVideoTracks().length ?? 0) > 0;

  useEffect(() => {
    const timer = setTimeout(() => {
      if (video.current !== null && hasPicture) video.current.srcObject = stream;
    }, START_AFTER_MS);
    return () => clearTimeout(timer);
  }, [stream, hasPicture]);

  return (
    <figure className="self-view">
      {hasPicture ? (
        <video ref={video} aria-label={t("self_view.label")} autoPlay muted playsInline />
      ) : (
        <div className="self-view-empty">
          <CameraOff aria-hidden="true" strokeWidth={1.75} />
        </div>
      )}
      <figcaption>
        {hasPicture ? t("self_view.note") : t("self_view.none")}
        {hasPicture && takesPictures ? <span className="self-view-kept">{t("self_view.kept")}</span> : null}
      </figcaption>
    </figure>
  );
}
