import type { Refusal } from "@genkan/link";
import { callForFile } from "@genkan/shell";
import { Banner, Button } from "@genkan/ui";
import { Eye } from "lucide-react";
import { type FormEvent, useEffect, useState } from "react";
import { Dialog } from "../app/dialog";
import { Problem } from "../people/problem";
import { type DoorEvent, pathOf } from "./events-data";
import { ReasonField } from "./reason-field";
import { useEventWords } from "./use-event-words";

export interface PictureDialogProps {
  propertyId: string;
  event: DoorEvent;
  time: string;
  close(): void;
}

/** The picture of an opening, after a reason for looking at it. Loaded when first opened. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function PictureDialog({ propertyId, event, time, close }: PictureDialogProps) {
  const { t } = useEventWords();
  const [reason, setReason] = useState("");
  const [wasTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [source, setSource] = useState<string | null>(null);
  useEffect(() => () => URL.revokeObjectURL(source ?? ""), [source]);

  const submit = async (submitted: FormEvent) => {
    submitted.preventDefault();
    setTried(true);
    if (isBusy || reason.trim() === "") return;
    setBusy(true);
    setRefusal(null);
    const path = `${pathOf(propertyId)}/events/${encodeURIComponent(event.id)}/picture`;
    const answer = await callForFile(path, { method: "POST", body: { reason: reason.trim() } });
    if (answer.ok) setSource(URL.createObjectURL(answer.body));
    else setRefusal(answer.refusal);
    setBusy(false);
  };

  return (
    <Dialog
      place="middle"
      title={t("picture.title")}
      description={`${time} · ${event.door_name}`}
      close={close}
      testId="portal-picture-dialog"
    >
      {source === null ? (
        <form className="flex flex-col gap-5" onSubmit={(submitted) => void submit(submitted)} noValidate>
          <ReasonField reason={reason} change={setReason} isMissing={wasTried && reason.trim() === ""} />
          <Banner tone="warning" icon={<Eye size={20} strokeWidth={1.75} />}>
            {t("picture.told")}
          </Banner>
          <Problem refusal={refusal} />
          <Button type="submit" isWide isBusy={isBusy} data-testid="portal-picture-submit">
            {t("picture.submit")}
          </Button>
        </form>
      ) : (
        <figure className="flex flex-col gap-3">
          <img
            src={source}
            alt={t("picture.of", { time })}
            data-testid="portal-picture"
            className="max-h-[60dvh] w-full rounded-control bg-sunken object-contain"
          />
          <figcaption className="text-14 text-quiet">{t("picture.seen")}</figcaption>
        </figure>
      )}
    </Dialog>
  );
}
