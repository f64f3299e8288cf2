/** Frames of the unit's camera for the station to read a QR code in. */
import type { CameraFrame, Devices, Frames } from "../model/ports";

const MOST_PIXELS = 768 * 432; // what one frame of the socket holds
const PAUSE_MS = 60; // between two frames: the camera's own pace, and air for the rest of the page
const CHUNK = 32_768; // arguments of one call

export class CameraFrames implements Frames {
  readonly #devices: Devices;

  constructor(devices: Devices) {
    this.#devices = devices;
  }

  start(look: (frame: CameraFrame) => Promise<void>): () => void {
    const video = document.createElement("video");
    video.muted = true;
    video.playsInline = true;
    const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    let isOver = false;
    const run = async () => {
      while (!isOver && pen !== null) {
        await this.#attach(video);
        const frame = takeFrame(video, pen);
        if (frame !== null) await look(frame);
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
      video.srcObject = null;
    };
    void run();
    return () => {
      isOver = true;
    };
  }

  /** Watch the camera that is there now: it may have come back. */
  async #attach(video: HTMLVideoElement): Promise<void> {
    const { stream } = this.#devices.view.get();
    if (video.srcObject === stream) return;
    video.srcObject = stream;
    if (stream !== null) await video.play().catch(() => undefined);
  }
}

function takeFrame(video: HTMLVideoElement, pen: CanvasRenderingContext2D): CameraFrame | null {
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0 || videoHeight === 0) return null;
  const scale = Math.min(1, Math.sqrt(MOST_PIXELS / (videoWidth * videoHeight)));
  const width = Math.floor(videoWidth * scale);
  const height = Math.floor(videoHeight * scale);
  if (pen.canvas.width !== width || pen.canvas.height !== height) {
    pen.canvas.width = width;
    pen.canvas.height = height;
  }
  pen.drawImage(video, 0, 0, width, height);
  return { width, height, luminance: toBase64(toLuminance(pen.getImageData(0, 0, width, height).data)) };
}

/** Give the brightness of each pixel (BT.601). */
export function toLuminance(pixels: Uint8ClampedArray): Uint8Array {
  const luminance = new Uint8Array(pixels.length / 4);
  for (let at = 0, from = 0; at < luminance.length; at += 1, from += 4) {
    luminance[at] =
      ((pixels[from] ?? 0) * 77 + (pixels[from + 1] ?? 0) * 150 + (pixels[from + 2] ?? 0) * 29) >> 8;
  }
  return luminance;
}

function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += CHUNK)
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(text);
}
