/** The server's own limit: 10,000 lines of the longest kind. */
export const FILE_LIMIT_BYTES = 2 * 1024 * 1024;

export type ReadFile = { ok: true; content: string } | { ok: false; fault: "tooBig" | "unreadable" };

/** Read a chosen file as base64, whatever its encoding: the server finds that out. */
export async function readImportFile(file: File): Promise<ReadFile> {
  if (file.size > FILE_LIMIT_BYTES) return { ok: false, fault: "tooBig" };
  const url = await readAsUrl(file);
  // An empty file has no data behind the comma, or no comma.
  return url === null ? { ok: false, fault: "unreadable" } : { ok: true, content: url.split(",")[1] ?? "" };
}

/** Give the file as a data URL; null when it was moved, or saved anew, since it was chosen. */
function readAsUrl(file: File): Promise<string | null> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => resolve(null);
    reader.readAsDataURL(file);
  });
}

const SAMPLES = {
  ja: [
    ["棟", "住戸", "区分", "姓", "名", "メールアドレス", "携帯電話", "固定電話", "言語"],
    ["", "101", "世帯主", "佐藤", "花子", "hanako@example.com", "090-1234-5678", "", "日本語"],
    ["", "101", "家族", "佐藤", "健", "ken@example.com", "", "", ""],
    ["", "102", "", "", "", "", "", "", ""],
  ],
  en: [
    ["Building", "Home", "Role", "Family name", "Given name", "Email", "Mobile", "Landline", "Language"],
    ["", "101", "master", "Sato", "Hanako", "hanako@example.com", "090-1234-5678", "", "English"],
    ["", "101", "family", "Sato", "Ken", "ken@example.com", "", "", ""],
    ["", "102", "", "", "", "", "", "", ""],
  ],
};

/** A file to fill in, with the property's first building: as spreadsheets like it, with a mark of its encoding. */
export function makeSample(language: string, building: string): string {
  const [head = [], ...lines] = language === "ja" ? SAMPLES.ja : SAMPLES.en;
  const filled = lines.map(([, ...cells]) => [building, ...cells]);
  return `\uFEFF${[head, ...filled].map((cells) => cells.map(quote).join(",")).join("\r\n")}\r\n`;
}

function quote(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
