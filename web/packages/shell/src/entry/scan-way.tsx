import { Banner, Button } from "@genkan/ui";
import { Camera, Image as ImageIcon, TriangleAlert } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { readLinkToken } from "./address";
import { useEntryWords } from "./words";

const LOOK_EVERY_MS = 200;
const LOOK_WIDTH = 640; // enough for a code that fills a third of the picture

type Trouble = "camera" | "foreign" | "nothing";

/** Read the QR code of the mail, by camera or from a picture. */
export function ScanWay({ onToken }: { onToken(token: string): void }) {
  const { t } = useEntryWords();
  const [isLooking, setLooking] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  const take = (text: string | null) => {
    if (text === null) return setTrouble("nothing");
    const token = readLinkToken(text);
    if (token === null) setTrouble("foreign");
    else onToken(token);
  };

  const readFile = async (file: File | undefined) => {
    if (file === undefined) return;
    setTrouble(null);
    const { readQr } = await import("./scan");
    take(await readQr(file).catch(() => null));
  };

  return (
    <div className="flex flex-col gap-5">
      <p className="text-16 text-quiet">{t("scan.text")}</p>
      {isLooking ? (
        <Viewfinder
          onText={take}
          onFailure={() => {
            setLooking(false);
            setTrouble("camera");
          }}
        />
      ) : null}
      {trouble === null ? null : (
        <Banner tone="danger" icon={<TriangleAlert size={20} />} data-testid="scan-problem">
          {t(`scan.trouble.${trouble}`)}
        </Banner>
      )}
      {isLooking ? null : (
        <Button
          size="large"
          isWide
          icon={<Camera size={22} strokeWidth={1.75} />}
          data-testid="scan-camera"
          onClick={() => {
            setTrouble(null);
            setLooking(true);
          }}
        >
          {t("scan.camera")}
        </Button>
      )}
      <label className="inline-flex min-h-14 w-full cursor-pointer items-center justify-center gap-2 rounded-control bg-sunken font-semibold text-16 focus-within:outline-3 focus-within:outline-indigo">
        <ImageIcon size={22} strokeWidth={1.75} aria-hidden />
        {t("scan.picture")}
        <input
          type="file"
          accept="image/*"
          className="sr-only"
          data-testid="scan-picture"
          onChange={(event) => void readFile(event.target.files?.[0])}
        />
      </label>
      <p className="text-14 text-quiet">{t("scan.reason")}</p>
    </div>
  );
}

function Viewfinder({ onText, onFailure }: { onText(text: string): void; onFailure(): void }) {
  const { t } = useEntryWords();
  const video = useRef<HTMLVideoElement>(null);
  const report = useRef({ onText, onFailure });
  report.current = { onText, onFailure };
  useEffect(() => {
    let isOver = false;
    let stream: MediaStream | null = null;
    const stop = () => {
      isOver = true;
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const look = async (element: HTMLVideoElement) => {
      const [{ readQr }, opened] = await Promise.all([
        import("./scan"),
        navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false }),
      ]);
      stream = opened;
      if (isOver) return stop();
      element.srcObject = stream;
      await element.play();
      while (!isOver) {
        const picture = grab(element);
        const text = picture === null ? null : await readQr(picture);
        if (text !== null && !isOver) {
          stop();
          report.current.onText(text);
        }
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      }
    };
    if (video.current !== null) look(video.current).catch(() => isOver || report.current.onFailure());
    return stop;
  }, []);
  return (
    <div className="relative aspect-square overflow-hidden rounded-card bg-black">
      <video ref={video} className="size-full object-cover" playsInline muted aria-label={t("scan.camera")} />
      <div className="absolute inset-[16%] rounded-card border-4 border-white/90 shadow-[0_0_0_100vmax_rgb(0_0_0/0.35)]" />
    </div>
  );
}

function grab(video: HTMLVideoElement): ImageData | null {
  if (video.videoWidth === 0) return null;
  const canvas = document.createElement("canvas");
  canvas.width = LOOK_WIDTH;
  canvas.height = Math.round((LOOK_WIDTH * video.videoHeight) / video.videoWidth);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) return null;
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
