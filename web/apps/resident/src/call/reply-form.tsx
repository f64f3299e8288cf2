import type { Said } from "@genkan/calls";
import { Button } from "@genkan/ui";
import { List, SendHorizontal } from "lucide-react";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { useWords } from "../app/use-words";

const LONGEST = 100; // characters, as the station shows them

/** Typing to the visitor. What was typed stays until it has arrived. Loaded when first opened. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function ReplyForm({
  send,
  isBusy,
  close,
}: {
  send(said: Said): Promise<boolean>;
  isBusy: boolean;
  close(): void;
}) {
  const { t } = useWords();
  const [text, setText] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => field.current?.focus(), []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "" || isBusy) return;
    if (await send({ text })) setText("");
    field.current?.focus();
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-2">
      <label htmlFor={id} className="font-medium text-14">
        {t("call.typeLabel")}
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          ref={field}
          data-testid="call-reply-text"
          value={text}
          onChange={(event) => setText(event.target.value)}
          maxLength={LONGEST}
          enterKeyHint="send"
          autoComplete="off"
          aria-describedby={`${id}-hint`}
          className="min-h-14 min-w-0 flex-1 rounded-control border border-white/40 bg-black/50 px-4 text-16 text-white"
        />
        <Button
          type="submit"
          aria-label={t("call.send")}
          isBusy={isBusy}
          data-testid="call-reply-send"
          className="min-w-14"
          icon={<SendHorizontal size={22} strokeWidth={1.75} aria-hidden />}
        />
      </div>
      <p id={`${id}-hint`} className="text-14 text-quiet">
        {t("call.typeHint")}
      </p>
      <Button
        tone="quiet"
        className="bg-white/20! text-white!"
        icon={<List size={20} strokeWidth={1.75} aria-hidden />}
        onClick={close}
      >
        {t("call.typeBack")}
      </Button>
    </form>
  );
}
