import type { HttpBody } from "@genkan/contract";
import { Banner, Button, Skeleton } from "@genkan/ui";
import { Printer, TriangleAlert } from "lucide-react";
import { lazy, Suspense } from "react";
import { Dialog } from "../app/dialog";
import { CopyButton } from "../station/copy-button";
import { usePortalKeyWords } from "./use-portal-key-words";

const QrPicture = lazy(() => import("../station/qr-picture"));

export type StaffKeyMade = HttpBody<"StaffKeyMadeOut">;

/** The new PIN or code: shown this once, to be handed over. */
export function StaffMade({ made, close }: { made: StaffKeyMade; close(): void }) {
  const { t } = usePortalKeyWords();
  return (
    <Dialog
      place="middle"
      title={t(`staff.made.${made.kind}`)}
      description={made.name}
      close={close}
      testId="portal-staff-made"
    >
      <div className="flex flex-col items-center gap-5">
        {made.pin === null ? null : (
          <p
            className="tabular rounded-control bg-sunken px-6 py-4 font-semibold text-32 tracking-[0.2em]"
            data-testid="portal-staff-made-pin"
          >
            {made.pin}
          </p>
        )}
        {made.qr_text === null ? null : (
          <Suspense fallback={<Skeleton className="size-60" />}>
            <div data-testid="portal-staff-made-qr" data-text={made.qr_text}>
              <QrPicture text={made.qr_text} label={t("staff.made.qrLabel", { name: made.name })} />
            </div>
          </Suspense>
        )}
        <p className="text-16">{t(`staff.made.how.${made.kind}`)}</p>
        <Banner tone="warning" icon={<TriangleAlert size={20} />}>
          {t("staff.made.once")}
        </Banner>
        <div className="flex flex-wrap justify-center gap-3 print:hidden">
          {made.pin === null ? null : <CopyButton text={made.pin}>{t("staff.made.copy")}</CopyButton>}
          <Button
            tone="plain"
            size="small"
            icon={<Printer size={18} strokeWidth={1.75} aria-hidden />}
            onClick={() => window.print()}
          >
            {t("staff.made.print")}
          </Button>
          <Button size="small" data-testid="portal-staff-made-done" onClick={close}>
            {t("staff.made.done")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
