import { useValidity } from "@genkan/shell/schedule";
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { ChevronRight, Package, UserRound } from "lucide-react";
import { isAlive, type TemporaryKey } from "./key-types";
import { useKeyWords } from "./use-key-words";
import { useUses } from "./use-uses";

/** One key: for whom, when, and how it stands. Valid ones in blue, others grey with why. */
export function KeyRow({ item, zone }: { item: TemporaryKey; zone: string }) {
  const { t } = useKeyWords();
  const sayValidity = useValidity(zone);
  const sayUses = useUses();
  const lives = isAlive(item.state);
  const Icon = item.template === "parcel" ? Package : UserRound;
  return (
    <li>
      <Link
        to="/keys/$keyId"
        params={{ keyId: item.key_id }}
        data-testid={`key-${item.key_id}`}
        data-state={item.state}
        className={clsx(
          "flex items-center gap-4 rounded-card border p-4",
          lives ? "border-indigo/50 bg-indigo-wash" : "border-line bg-surface text-quiet",
        )}
      >
        <span
          className={clsx(
            "grid size-11 shrink-0 place-items-center rounded-full",
            lives ? "bg-indigo text-on-fill" : "bg-sunken text-quiet",
          )}
        >
          <Icon size={22} strokeWidth={1.75} aria-hidden />
        </span>
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline justify-between gap-3">
            <span className={clsx("truncate font-semibold text-16", lives && "text-indigo")}>
              {item.visitor_name || t("key.title")}
            </span>
            <KeyState item={item} />
          </span>
          <span className={clsx("mt-0.5 block text-14", lives ? "text-ink" : "text-quiet")}>
            {sayValidity(item.schedule)}
          </span>
          <span className="block text-14 text-quiet">{sayUses(item)}</span>
        </span>
        <ChevronRight size={20} strokeWidth={1.75} className="shrink-0 text-quiet" aria-hidden />
      </Link>
    </li>
  );
}

export function KeyState({ item }: { item: TemporaryKey }) {
  const { t } = useKeyWords();
  return (
    <span
      className={clsx("shrink-0 font-semibold text-14", isAlive(item.state) ? "text-indigo" : "text-quiet")}
    >
      {t(`key.state.${item.state}`)}
    </span>
  );
}
