import encodeQR from "qr";

const QUIET_ZONE = 4; // modules of white around the code, as the standard wants
const SIZE_PX = 240;

/** A QR code: black on white also at night, or many readers do not see it. Loaded when first shown. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function QrPicture({ text, label }: { text: string; label: string }) {
  const modules = encodeQR(text, "raw", { ecc: "medium", border: QUIET_ZONE });
  const side = modules.length;
  return (
    <svg
      viewBox={`0 0 ${side} ${side}`}
      width={SIZE_PX}
      height={SIZE_PX}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
      className="rounded-control bg-white"
    >
      <path d={drawModules(modules)} fill="#000000" />
    </svg>
  );
}

/** One path for all: a square of side 1 for every dark module. */
function drawModules(modules: readonly (readonly boolean[])[]): string {
  return modules.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
}
