import { CameraOff } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

/** What the camera sees, as in a mirror, with the corners to hold a code between. */
export function Viewfinder({ stream }: { stream: MediaStream | null }) {
  const { t } = useTranslation("panel");
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current !== null) video.current.srcObject = stream;
  }, [stream]);
  return (
    <div className="viewfinder">
      {stream === null ? (
        <CameraOff aria-hidden="true" strokeWidth={1.5} />
      ) : (
        <video ref={video} aria-label={t("qr.view")} autoPlay muted playsInline />
      )}
      <svg viewBox="0 0 100 100" aria-hidden="true" className="viewfinder-corners">
        <path d="M2 22V8a6 6 0 0 1 6-6h14M78 2h14a6 6 0 0 1 6 6v14M98 78v14a6 6 0 0 1-6 6H78M22 98H8a6 6 0 0 1-6-6V78" />
      </svg>
    </div>
  );
}
