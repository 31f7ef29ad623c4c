import type { Scale } from "./scale";
import { countOf, type Point, type Shade } from "./series";
import { shadeFill } from "./shade";

/** Width of a place, of which the bar takes this much. */
const barWidth = 0.72;

interface BarsProps {
  points: readonly Point[];
  shades: readonly Shade[];
  scale: Scale;
  /** The bar that is being read. */
  place: number | null;
  summary: string;
}

function Bar({
  point,
  index,
  shades,
  max,
}: {
  point: Point;
  index: number;
  shades: readonly Shade[];
  max: number;
}) {
  let top = max;
  return shades.map((shade, at) => {
    const count = countOf(point, shade);
    if (count === 0) return null;
    top -= count;
    return (
      <rect
        key={shade.label}
        x={index + (1 - barWidth) / 2}
        y={top}
        width={barWidth}
        height={count}
        className={`${shadeFill(at)} stroke-page`}
        strokeWidth={1}
        vectorEffect="non-scaling-stroke"
      />
    );
  });
}

/** The picture alone. Its units are places and counts; the page stretches it to its size. */
export function Bars({ points, shades, scale: { max, ticks }, place, summary }: BarsProps) {
  return (
    <svg
      role="img"
      aria-label={summary}
      viewBox={`0 0 ${points.length} ${max}`}
      preserveAspectRatio="none"
      className="absolute inset-0 size-full overflow-visible"
    >
      {place !== null && <rect x={place} width={1} height={max} className="fill-pressed" />}
      {ticks.map((tick) => (
        <line
          key={tick}
          x1={0}
          x2={points.length}
          y1={max - tick}
          y2={max - tick}
          className={tick === 0 ? "stroke-line-strong" : "stroke-line"}
          strokeWidth={1}
          vectorEffect="non-scaling-stroke"
        />
      ))}
      {points.map((point, index) => (
        <Bar key={point.key} point={point} index={index} shades={shades} max={max} />
      ))}
    </svg>
  );
}
