import { Button } from "@genkan/ui";
import { Sheet } from "@genkan/ui/sheet";
import { useWords } from "../app/use-words";

/** The visitor's picture in full. Loaded when first opened. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function SnapshotSheet({
  source,
  title,
  close,
}: {
  source: string;
  title: string;
  close(): void;
}) {
  const { t } = useWords();
  return (
    <Sheet isOpen onOpenChange={(isOpen) => !isOpen && close()} title={title}>
      <img src={source} alt={title} className="w-full rounded-control bg-sunken" />
      <Button tone="quiet" isWide className="mt-4" onClick={close}>
        {t("common:action.close")}
      </Button>
    </Sheet>
  );
}
