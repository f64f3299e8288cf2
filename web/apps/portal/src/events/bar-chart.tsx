import { useWide } from "../app/use-wide";
import { findTop } from "./week";

export interface Series {
  name: string;
  colour: string;
}

export interface BarChartProps {
  caption: string;
  /** What the rows of the table are. */
  rowHead: string;
  rows: readonly { label: string; short: string; values: readonly number[] }[];
  series: readonly Series[];
  /** Said instead of an empty chart. */
  none: string;
}

const [HEIGHT, LEFT, BOTTOM, TOP] = [220, 40, 24, 8];
const [DESK, PHONE] = [900, 330]; // about as wide as it is shown, so that its letters have their size
const ROOM = HEIGHT - BOTTOM - TOP;

/** Bars that stand on one another; the same as a table for those who do not see them. */
export function BarChart({ caption, rowHead, rows, series, none }: BarChartProps) {
  const width = useWide() ? DESK : PHONE;
  const sums = rows.map((row) => row.values.reduce((sum, value) => sum + value, 0));
  const greatest = Math.max(0, ...sums);
  if (greatest === 0) return <p className="text-16 text-quiet">{none}</p>;
  const top = findTop(greatest);
  const step = (width - LEFT) / rows.length;
  return (
    <figure className="flex flex-col gap-3">
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} className="h-auto w-full" aria-hidden="true">
        {[0, top / 2, top].map((line) => (
          <g key={line}>
            <line
              x1={LEFT}
              x2={width}
              y1={TOP + ROOM * (1 - line / top)}
              y2={TOP + ROOM * (1 - line / top)}
              stroke="var(--line)"
            />
            {Number.isInteger(line) ? (
              <text
                x={LEFT - 8}
                y={TOP + ROOM * (1 - line / top) + 5}
                textAnchor="end"
                className="tabular fill-quiet text-14"
              >
                {line}
              </text>
            ) : null}
          </g>
        ))}
        {rows.map((row, at) => (
          <g key={row.label}>
            <Bar values={row.values} series={series} top={top} x={LEFT + at * step} width={step} />
            <text
              x={LEFT + (at + 0.5) * step}
              y={HEIGHT - 6}
              textAnchor="middle"
              className="tabular fill-quiet text-14"
            >
              {row.short}
            </text>
          </g>
        ))}
      </svg>
      {series.length > 1 ? (
        <figcaption className="flex flex-wrap gap-x-5 gap-y-1 text-14" aria-hidden="true">
          {series.map((one) => (
            <span key={one.name} className="inline-flex items-center gap-2">
              <span className="size-3 rounded-sm" style={{ background: one.colour }} />
              {one.name}
            </span>
          ))}
        </figcaption>
      ) : null}
      <table className="sr-only">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{rowHead}</th>
            {series.map((one) => (
              <th key={one.name} scope="col">
                {one.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              {series.map((one, at) => (
                <td key={one.name}>{row.values[at] ?? 0}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

interface BarProps {
  values: readonly number[];
  series: readonly Series[];
  top: number;
  x: number;
  width: number;
}

function Bar({ values, series, top, x, width }: BarProps) {
  const bar = Math.min(width * 0.7, 48);
  let below = 0;
  return series.map((one, at) => {
    const value = values[at] ?? 0;
    const height = (value / top) * ROOM;
    below += height;
    return value === 0 ? null : (
      <rect
        key={one.name}
        x={x + (width - bar) / 2}
        y={TOP + ROOM - below}
        width={bar}
        height={Math.max(1, height - (at > 0 ? 1 : 0))}
        rx={2}
        fill={one.colour}
      />
    );
  });
}
