/** One picture of the visitor, for the household to see whom they missed. */
import type { TakePicture } from "../model/ports";

const WIDTH_PX = 640;
const HEIGHT_PX = 360;
const QUALITY = 0.8; // about 50 KB, a fifth of what the station takes
const FRAME_LIMIT_MS = 3_000; // a camera that shows nothing by then shows nothing

export const takePicture: TakePicture = async (stream) => {
  const track = stream?.getVideoTracks()[0];
  if (track === undefined || track.readyState !== "live") return null;
  const video = document.createElement("video");
  video.muted = true;
  video.srcObject = new MediaStream([track]);
  try {
    if (!(await showsFrame(video))) return null;
    const canvas = draw(video);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
    return blob === null ? null : await toBase64(blob);
  } finally {
    video.srcObject = null;
  }
};

function showsFrame(video: HTMLVideoElement): Promise<boolean> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(false), FRAME_LIMIT_MS);
    video.onloadeddata = () => resolve(true);
    video.play().catch(() => resolve(false));
  });
}

/** Draw the whole picture, scaled into the limit with its own proportions. */
function draw(video: HTMLVideoElement): HTMLCanvasElement {
  const scale = Math.min(1, WIDTH_PX / video.videoWidth, HEIGHT_PX / video.videoHeight);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  canvas.getContext("2d")?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return canvas;
}

async function toBase64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
