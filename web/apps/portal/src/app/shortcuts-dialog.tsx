import { useReadable } from "@genkan/shell";
import { Dialog } from "./dialog";
import { useServices } from "./services";
import { SHORTCUT_KEYS } from "./shortcuts";
import { useWords } from "./use-words";

/** What single keys do, and the switch that turns them off. Loaded when first opened. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function ShortcutsDialog({ close }: { close(): void }) {
  const { t } = useWords();
  const { shortcuts } = useServices();
  const isOn = useReadable(shortcuts.isOn);
  const lines = [
    ...SHORTCUT_KEYS.map((key) => ({ key, words: t(`shortcuts.key.${key}`) })),
    { key: "Enter", words: t("shortcuts.enter") },
    { key: "Esc", words: t("shortcuts.escape") },
  ];
  return (
    <Dialog place="middle" title={t("shortcuts.title")} close={close}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-5 gap-y-2 text-16">
        {lines.map(({ key, words }) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="inline-grid min-h-8 min-w-8 place-items-center rounded-[8px] border border-line bg-sunken px-2 font-sans font-semibold text-14">
                {key.length === 1 ? key.toUpperCase() : key}
              </kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <label className="mt-6 flex min-h-12 cursor-pointer items-center gap-3 border-line border-t pt-4 text-16">
        <input
          type="checkbox"
          checked={isOn}
          onChange={(event) => shortcuts.turn(event.target.checked)}
          className="size-5 accent-indigo"
        />
        {t("shortcuts.isOn")}
      </label>
    </Dialog>
  );
}
