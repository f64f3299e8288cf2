import type { PhoneCallView } from "@genkan/calls";
import { Mark, Spinner } from "@genkan/ui";
import { clsx } from "clsx";
import { VideoOff } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useWords } from "../app/use-words";

/** The visitor's picture, edge to edge; until it comes, or when there is none, why. */
export function CallVideo({ view }: { view: PhoneCallView }) {
  const { t } = useWords();
  const { video, hasCamera, isSaving, state } = view.media;
  const element = useRef<HTMLVideoElement>(null);
  const [hasFrame, setHasFrame] = useState(false);
  const isSeen = hasFrame && hasCamera && !isSaving;
  useEffect(() => {
    if (element.current !== null) element.current.srcObject = video;
    setHasFrame(false);
  }, [video]);
  return (
    <div className="absolute inset-0 overflow-hidden">
      <video
        ref={element}
        autoPlay
        muted
        playsInline
        aria-label={t("call.video")}
        data-testid="call-video"
        onLoadedData={() => setHasFrame(true)}
        className={clsx(
          "size-full object-cover transition-opacity",
          // The replies take the lower part of a phone held upright: the visitor's face stays above them.
          view.say !== null && "max-md:portrait:h-[60%]",
          isSeen ? "opacity-100" : "opacity-0",
        )}
      />
      {/* Drawn over the picture's end: a mask of the picture itself is worked out anew for every frame. */}
      {view.say !== null ? (
        <div className="absolute inset-x-0 top-[51%] hidden h-[9.1%] bg-linear-to-b from-transparent to-paper max-md:portrait:block" />
      ) : null}
      {!hasCamera ? <Note icon={<VideoOff size={40} strokeWidth={1.5} />}>{t("call.noCamera")}</Note> : null}
      {hasCamera && isSaving ? (
        <Note icon={<VideoOff size={40} strokeWidth={1.5} />}>{t("call.saving")}</Note>
      ) : null}
      {hasCamera && !isSaving && !hasFrame ? (
        <Note icon={<Mark size={56} className="animate-breathe [animation-delay:700ms]" />}>
          {t("call.pictureSoon")}
        </Note>
      ) : null}
      {isSeen && state === "broken" ? (
        <Note icon={<Spinner size={40} />}>{t("call.pictureBroken")}</Note>
      ) : null}
    </div>
  );
}

function Note({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <div className="absolute inset-0 bg-black/40">
      <div className="flex flex-col items-center gap-4 px-8 pt-40 text-center text-16 text-quiet">
        {icon}
        <p role="status">{children}</p>
      </div>
    </div>
  );
}
