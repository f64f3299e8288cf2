import { Banner, Button } from "@genkan/ui";
import { Download, Mail, Share2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { KeyDetail } from "./key-types";
import { drawPicture } from "./qr-code";
import { useKeyWords } from "./use-key-words";

const MailSheet = lazy(() => import("./mail-sheet"));

/** Hand the key on: the phone's own share sheet, a mail, a picture. */
export function KeyActions({ detail, validity }: { detail: KeyDetail; validity: string }) {
  const { t } = useKeyWords();
  const [isMailing, setMailing] = useState(false);
  const [note, setNote] = useState<string | null>(null);

  const share = async () => {
    const url = detail.share_url ?? "";
    const text = t("key.shareText", { name: detail.visitor_name, validity });
    if (navigator.share !== undefined) {
      await navigator.share({ title: t("key.shareTitle"), text, url }).catch(() => undefined); // called off
      return;
    }
    const isCopied = await navigator.clipboard?.writeText(`${text}\n${url}`).then(
      () => true,
      () => false,
    );
    setNote(isCopied ? t("key.copied") : url);
  };

  const save = async () => {
    if (detail.qr_text === null) return;
    const picture = await drawPicture(detail.qr_text, [detail.visitor_name, validity]);
    if (picture === null) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(picture);
    link.download = `genkan-key-${detail.key_id.slice(-6)}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    setNote(t("key.saved"));
  };

  return (
    <>
      <div className="grid grid-cols-3 gap-3">
        <Button
          tone="quiet"
          className="flex-col py-3 text-14"
          icon={<Share2 size={22} strokeWidth={1.75} />}
          data-testid="key-share"
          onClick={() => void share()}
        >
          {t("key.share")}
        </Button>
        <Button
          tone="quiet"
          className="flex-col py-3 text-14"
          icon={<Mail size={22} strokeWidth={1.75} />}
          data-testid="key-mail"
          onClick={() => setMailing(true)}
        >
          {detail.email === null ? t("key.mail") : t("key.mailAgain")}
        </Button>
        <Button
          tone="quiet"
          className="flex-col py-3 text-14"
          icon={<Download size={22} strokeWidth={1.75} />}
          data-testid="key-save"
          onClick={() => void save()}
        >
          {t("key.save")}
        </Button>
      </div>
      {note === null ? null : (
        <Banner tone="success" className="break-all">
          {note}
        </Banner>
      )}
      {isMailing ? (
        <Suspense fallback={null}>
          <MailSheet
            detail={detail}
            close={(address) => {
              setMailing(false);
              if (address !== null) setNote(t("key.mailed", { address }));
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}
