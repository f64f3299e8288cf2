import type { Refusal } from "@genkan/link";
import { callForFile } from "@genkan/shell";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

export interface Sheets {
  isBusy: boolean;
  refusal: Refusal | null;
  /** Have the sheets made and hand the file to the browser; tell whether it was made. */
  print(propertyId: string, entryIds: readonly string[], fileName: string): Promise<boolean>;
}

/** The way to a file of printed sheets. */
export function useSheets(): Sheets {
  const queries = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const print = async (propertyId: string, entryIds: readonly string[], fileName: string) => {
    setBusy(true);
    setRefusal(null);
    const path = `/api/portal/properties/${encodeURIComponent(propertyId)}/accounts/sheets`;
    const answer = await callForFile(path, { method: "POST", body: { entry_ids: entryIds } });
    if (answer.ok) {
      saveFile(answer.body, fileName);
      await queries.invalidateQueries({ queryKey: ["accounts"] });
    } else setRefusal(answer.refusal);
    setBusy(false);
    return answer.ok;
  };
  return { isBusy, refusal, print };
}

function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // the browser reads it in its own time
}
