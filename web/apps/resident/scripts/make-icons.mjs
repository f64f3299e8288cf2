/**
 * Draw the app's icons from the mark's own lines: `npm run icons`.
 *
 * The mark is a stroke, so a pixel's colour follows from its distance to the nearest line: exact
 * edges at every size, and no drawing library to install.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { crc32, deflateSync } from "node:zlib";

const out = fileURLToPath(new URL("../public/icons/", import.meta.url));

const INDIGO = [0x1f, 0x4e, 0x8c];
const PAPER = [0xfa, 0xf8, 0xf4];
const STROKE = 2; // of a box of 24, as in `Mark`

// "M2.5 21h4V10a5.5 5.5 0 0 1 11 0v7.5h4": the straight parts, and the half circle above them.
const LINES = [
  [2.5, 21, 6.5, 21],
  [6.5, 21, 6.5, 10],
  [17.5, 10, 17.5, 17.5],
  [17.5, 17.5, 21.5, 17.5],
];
const ARCH = { x: 12, y: 10, radius: 5.5 };
const CENTRE = { x: 12, y: 12.75 }; // of the lines' extent, so that the mark sits in the middle

function distanceToLine(x, y, [x1, y1, x2, y2]) {
  const along = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(x - x1 - t * (x2 - x1), y - y1 - t * (y2 - y1));
}

function distanceToMark(x, y) {
  const lines = Math.min(...LINES.map((line) => distanceToLine(x, y, line)));
  const onArch =
    y <= ARCH.y ? Math.abs(Math.hypot(x - ARCH.x, y - ARCH.y) - ARCH.radius) : Number.POSITIVE_INFINITY;
  return Math.min(lines, onArch);
}

/** How much of a pixel lies inside an edge at this signed distance (in pixels). */
function coverage(distance) {
  return Math.min(1, Math.max(0, 0.5 - distance));
}

function distanceToRoundedSquare(x, y, size, radius) {
  const dx = Math.abs(x - size / 2) - (size / 2 - radius);
  const dy = Math.abs(y - size / 2) - (size / 2 - radius);
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
}

/** `markShare`: the mark's box as a share of the icon; `corner`: the ground's radius as a share. */
function draw(size, { markShare, corner }) {
  const scale = (size * markShare) / 24;
  const rows = Buffer.alloc(size * (1 + size * 4));
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const x = column + 0.5;
      const y = row + 0.5;
      const markX = (x - size / 2) / scale + CENTRE.x;
      const markY = (y - size / 2) / scale + CENTRE.y;
      const ink = coverage((distanceToMark(markX, markY) - STROKE / 2) * scale);
      const alpha = corner === 0 ? 1 : coverage(distanceToRoundedSquare(x, y, size, corner * size));
      const at = row * (1 + size * 4) + 1 + column * 4;
      for (let channel = 0; channel < 3; channel += 1) {
        rows[at + channel] = Math.round(INDIGO[channel] + (PAPER[channel] - INDIGO[channel]) * ink);
      }
      rows[at + 3] = Math.round(alpha * 255);
    }
  }
  return encodePng(size, rows);
}

function encodePng(size, rows) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8); // 8 bits a channel, RGBA
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

const FAVICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="5.5" fill="#1f4e8c"/><path transform="translate(3.36 2.82) scale(.72)" d="M2.5 21h4V10a5.5 5.5 0 0 1 11 0v7.5h4" fill="none" stroke="#faf8f4" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/></svg>\n`;

mkdirSync(out, { recursive: true });
writeFileSync(`${out}icon-192.png`, draw(192, { markShare: 0.84, corner: 0.22 }));
writeFileSync(`${out}icon-512.png`, draw(512, { markShare: 0.84, corner: 0.22 }));
// A launcher may cut a maskable icon down to a circle of 80 %.
writeFileSync(`${out}maskable-512.png`, draw(512, { markShare: 0.68, corner: 0 }));
writeFileSync(`${out}apple-touch-180.png`, draw(180, { markShare: 0.78, corner: 0 }));
writeFileSync(`${out}favicon.svg`, FAVICON);
