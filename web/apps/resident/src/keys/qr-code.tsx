import encodeQR from "qr";

const QUIET_ZONE = 4; // modules of white around the code, as the standard wants
const SCALE = 16; // pixels of a module in a saved picture

/** A key's QR code: black on white also at night, or many readers do not see it. */
export function QrCode({ text, label, className }: { text: string; label: string; className?: string }) {
  const modules = encode(text);
  const side = modules.length;
  return (
    <svg
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label={label}
      data-testid="key-qr"
      shapeRendering="crispEdges"
      className={className}
    >
      <rect width={side} height={side} fill="#ffffff" />
      <path d={drawModules(modules)} fill="#000000" />
    </svg>
  );
}

/** Give the code as a PNG with what it is for written below it. */
export async function drawPicture(text: string, lines: readonly string[]): Promise<Blob | null> {
  const modules = encode(text);
  const side = modules.length * SCALE;
  const canvas = document.createElement("canvas");
  canvas.width = side;
  canvas.height = side + lines.length * 3 * SCALE + (lines.length > 0 ? SCALE * 2 : 0);
  const pen = canvas.getContext("2d");
  if (pen === null) return null;
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "#000000";
  modules.forEach((row, y) => {
    row.forEach((isDark, x) => {
      if (isDark) pen.fillRect(x * SCALE, y * SCALE, SCALE, SCALE);
    });
  });
  pen.textAlign = "center";
  lines.forEach((line, place) => {
    pen.font = `${place === 0 ? 600 : 400} ${SCALE * 1.5}px system-ui, sans-serif`;
    pen.fillText(line, side / 2, side + SCALE + place * 3 * SCALE, side - 4 * SCALE);
  });
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

function encode(text: string): boolean[][] {
  return encodeQR(text, "raw", { ecc: "medium", border: QUIET_ZONE });
}

function drawModules(modules: readonly (readonly boolean[])[]): string {
  return modules.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
}
