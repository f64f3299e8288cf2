import { expect, test, vi } from "vitest";
import { FILE_LIMIT_BYTES, makeSample, readImportFile } from "./import-file";

test("a file of any encoding arrives byte for byte", async () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 256);
  const read = await readImportFile(new File([bytes], "list.csv"));
  if (!read.ok) throw new Error(read.fault);
  expect(Uint8Array.from(atob(read.content), (sign) => sign.charCodeAt(0))).toEqual(bytes);
});

test("a file that is too large is not sent", async () => {
  const read = await readImportFile(new File([new Uint8Array(FILE_LIMIT_BYTES + 1)], "list.csv"));
  expect(read).toEqual({ ok: false, fault: "tooBig" });
});

test("a file that has gone since it was chosen is told", async () => {
  vi.spyOn(FileReader.prototype, "readAsDataURL").mockImplementation(function (this: FileReader) {
    this.onerror?.(new ProgressEvent("error") as ProgressEvent<FileReader>);
  });
  expect(await readImportFile(new File(["x"], "list.csv"))).toEqual({ ok: false, fault: "unreadable" });
});

test("the sample names the building, in either language, and can hold any name of one", () => {
  expect(makeSample("ja", "東館")).toContain("東館,101,世帯主,佐藤,花子");
  expect(makeSample("en", 'East, "old"')).toContain('"East, ""old""",101,master,Sato,Hanako');
  expect(makeSample("ja", "").startsWith("\uFEFF棟,住戸,")).toBe(true);
});
