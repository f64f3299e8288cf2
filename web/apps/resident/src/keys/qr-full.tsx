import { X } from "lucide-react";
import { useEffect, useRef } from "react";
import { useWakeLock } from "../call/wake-lock";
import { QrCode } from "./qr-code";
import { useKeyWords } from "./use-key-words";

/** The code as large and as bright as the screen can: white to its edges, and the screen stays on. */
export function QrFull({
  text,
  title,
  note,
  close,
}: {
  text: string;
  title: string;
  note: string;
  close(): void;
}) {
  const { t } = useKeyWords();
  useWakeLock();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal?.();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-label={title}
      onClose={close}
      data-testid="qr-full"
      className="fixed inset-0 z-50 m-0 flex h-dvh max-h-none w-screen max-w-none flex-col items-center justify-center gap-6 bg-white p-6 text-black"
    >
      <p className="text-center font-semibold text-24 text-black">{title}</p>
      <QrCode text={text} label={t("key.qrLabel")} className="w-full max-w-[min(88vw,60dvh)]" />
      <p className="text-balance text-center text-16 text-black">{note}</p>
      <button
        type="button"
        data-testid="qr-full-close"
        className="inline-flex min-h-14 items-center gap-2 rounded-control border border-black/30 px-6 font-semibold text-16 text-black"
        onClick={close}
      >
        <X size={20} strokeWidth={1.75} aria-hidden />
        {t("common:action.close")}
      </button>
    </dialog>
  );
}
