import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import wasmUrl from "zxing-wasm/reader/zxing_reader.wasm?url";

// From our own pages: a phone in a basement without internet beyond the house reads codes too.
prepareZXingModule({
  overrides: {
    locateFile: (path: string, prefix: string) => (path.endsWith(".wasm") ? wasmUrl : prefix + path),
  },
});

/** Give what the first QR code of a picture says, or null. */
export async function readQr(picture: Blob | ImageData): Promise<string | null> {
  const found = await readBarcodes(picture, { formats: ["QRCode"], tryHarder: true, maxNumberOfSymbols: 1 });
  return found[0]?.text ?? null;
}
