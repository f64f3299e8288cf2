import { Button, Spinner } from "@genkan/ui";
import { clsx } from "clsx";
import { Download, FileUp } from "lucide-react";
import { type DragEvent, useId, useRef, useState } from "react";
import { makeSample } from "./import-file";
import { useImportWords } from "./use-import-words";

export interface ChooseFileProps {
  isBusy: boolean;
  /** The last file had faults. */
  isAgain: boolean;
  /** The last file can be imported: another one is only the second thought. */
  isQuiet: boolean;
  building: string;
  choose(file: File): void;
}

/** A place to choose a file in, or to drop it on; and a sample to fill in. */
export function ChooseFile({ isBusy, isAgain, isQuiet, building, choose }: ChooseFileProps) {
  const { t, i18n } = useImportWords();
  const input = useRef<HTMLInputElement>(null);
  const fieldId = useId();
  const [isOver, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file !== undefined && !isBusy) choose(file);
    if (input.current !== null) input.current.value = ""; // the same file, corrected, is a change too
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  const saveSample = () => {
    const url = URL.createObjectURL(new Blob([makeSample(i18n.language, building)], { type: "text/csv" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = t("import.templateName");
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <div className="flex flex-col gap-3">
      <label
        htmlFor={fieldId}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={clsx(
          "flex cursor-pointer flex-col items-center justify-center gap-1 rounded-control border-2 border-dashed px-4 text-center",
          "focus-within:outline-2 focus-within:outline-indigo focus-within:outline-offset-2",
          isQuiet ? "min-h-14 border-line" : "min-h-32",
          isOver ? "border-indigo bg-sunken" : "border-quiet/60",
        )}
      >
        {isBusy ? (
          <span role="status" className="flex items-center gap-3 text-16">
            <Spinner /> {t("import.reading")}
          </span>
        ) : (
          <>
            <span className="flex items-center gap-2 font-semibold text-16 text-indigo">
              <FileUp size={20} strokeWidth={1.75} aria-hidden />
              {t(isQuiet ? "import.another" : isAgain ? "import.again" : "import.choose")}
            </span>
            {isQuiet ? null : <span className="hidden text-14 text-quiet sm:inline">{t("import.drop")}</span>}
          </>
        )}
        <input
          ref={input}
          id={fieldId}
          type="file"
          accept=".csv,text/csv,text/plain,text/tab-separated-values"
          disabled={isBusy}
          className="sr-only"
          data-testid="portal-import-file"
          onChange={(event) => take(event.target.files)}
        />
      </label>
      {isQuiet || isAgain ? null : (
        <div className="flex flex-col items-start gap-1">
          <p className="text-14 text-quiet">{t("import.columns")}</p>
          <Button
            tone="plain"
            size="small"
            className="-ml-4"
            icon={<Download size={18} strokeWidth={1.75} aria-hidden />}
            onClick={saveSample}
          >
            {t("import.template")}
          </Button>
        </div>
      )}
    </div>
  );
}
