import { type Refusal, refuse } from "@genkan/link";
import { sendFile } from "@genkan/shell";
import { Button } from "@genkan/ui";
import { FileText, ImageIcon, Paperclip, X } from "lucide-react";
import { useRef, useState } from "react";
import { Problem } from "../people/problem";
import type { NoticeFile } from "./notice-form";
import { useNoticeWords } from "./use-notice-words";

const LIMIT_BYTES = 10 * 2 ** 20;
const MOST = 5;
const KINDS = "application/pdf,image/jpeg,image/png,image/webp";
const MEGABYTE = 1_000_000;

export interface FileFieldProps {
  propertyId: string;
  files: readonly NoticeFile[];
  change(files: readonly NoticeFile[]): void;
}

/** PDFs and pictures beside the text: sent to the server as they are chosen, attached with the notice. */
export function FileField({ propertyId, files, change }: FileFieldProps) {
  const { t } = useNoticeWords();
  const input = useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const add = async (chosen: readonly File[]) => {
    setBusy(true);
    setRefusal(null);
    let known = files;
    for (const file of chosen.slice(0, MOST - files.length)) {
      const path = `/api/portal/properties/${encodeURIComponent(propertyId)}/notice-files`;
      const answer =
        file.size > LIMIT_BYTES
          ? refuse("file-too-large")
          : await sendFile<NoticeFile>(`${path}?name=${encodeURIComponent(file.name.slice(-120))}`, file);
      if (!answer.ok) {
        setRefusal(answer.refusal);
        break;
      }
      known = [...known, answer.body];
      change(known);
    }
    setBusy(false);
  };
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1.5 font-medium text-14">{t("notices.files")}</legend>
      <p className="text-14 text-quiet">{t("notices.filesHint")}</p>
      <FileList
        files={files}
        hrefOf={(file) => `/api/portal/notice-files/${encodeURIComponent(file.file_id)}`}
        remove={(gone) => change(files.filter((file) => file.file_id !== gone.file_id))}
      />
      <Problem refusal={refusal} />
      <input
        ref={input}
        type="file"
        accept={KINDS}
        multiple
        className="sr-only"
        tabIndex={-1}
        aria-label={t("notices.files")}
        data-testid="portal-notice-file"
        onChange={(event) => {
          void add([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <Button
        type="button"
        tone="quiet"
        size="small"
        isBusy={isBusy}
        disabled={files.length >= MOST}
        icon={<Paperclip size={18} strokeWidth={1.75} aria-hidden />}
        onClick={() => input.current?.click()}
      >
        {t("notices.addFile")}
      </Button>
    </fieldset>
  );
}

export interface FileListProps {
  files: readonly NoticeFile[];
  hrefOf(file: NoticeFile): string;
  remove?(file: NoticeFile): void;
}

export function FileList({ files, hrefOf, remove }: FileListProps) {
  const { t, i18n } = useNoticeWords();
  const format = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 });
  if (files.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1">
      {files.map((file) => {
        const Icon = file.media_type === "application/pdf" ? FileText : ImageIcon;
        return (
          <li
            key={file.file_id}
            className="flex min-h-12 items-center gap-3"
            data-testid="portal-notice-attached"
          >
            <Icon size={20} strokeWidth={1.75} aria-hidden className="shrink-0 text-quiet" />
            <a
              href={hrefOf(file)}
              target="_blank"
              rel="noreferrer"
              className="min-w-0 flex-1 break-words text-16 text-indigo underline"
            >
              {file.name}
              <span className="tabular ml-2 text-14 text-quiet no-underline">
                {format.format(Math.max(0.1, file.size / MEGABYTE))} MB
              </span>
            </a>
            {remove === undefined ? null : (
              <button
                type="button"
                aria-label={t("notices.removeFile", { name: file.name })}
                className="grid size-12 shrink-0 place-items-center rounded-control text-quiet"
                onClick={() => remove(file)}
              >
                <X size={20} strokeWidth={1.75} aria-hidden />
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
