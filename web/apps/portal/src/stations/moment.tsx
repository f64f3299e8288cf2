import { useWords } from "../app/use-words";
import { formatInstant, measureAge } from "./moments";
import { tellAgo } from "./station-words";

export interface MomentProps {
  /** Null: it never was. */
  atMs: number | null;
  nowMs: number;
  /** The words for never. */
  none: string;
}

/** An instant as people say it, with the clock's words below. */
export function Moment({ atMs, nowMs, none }: MomentProps) {
  const { t, i18n } = useWords();
  if (atMs === null) return <span className="text-quiet">{none}</span>;
  return (
    <time dateTime={new Date(atMs).toISOString()} className="block leading-snug">
      {tellAgo(measureAge(atMs, nowMs), t)}
      <span className="block text-12 text-quiet">{formatInstant(atMs, nowMs, i18n.language)}</span>
    </time>
  );
}
