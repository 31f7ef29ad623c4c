import { countOf, type Point, type Shade, totalOf } from "./series";
import { ShadeMark } from "./shade";

interface ReadoutProps {
  /** The one that is read; none: all of them together. */
  point: Point | undefined;
  points: readonly Point[];
  shades: readonly Shade[];
  unit: { one: string; many: string };
}

/** The numbers of one bar, or of all, each beside the shade it is drawn in. Assistive technology hears them elsewhere. */
export function Readout({ point, points, shades, unit }: ReadoutProps) {
  const read = point === undefined ? points : [point];
  const total = read.reduce((sum, one) => sum + totalOf(one), 0);
  const span = `${points[0]?.label} to ${points.at(-1)?.label}`;
  return (
    <figcaption
      aria-hidden
      className="flex min-h-10 flex-wrap content-start items-center gap-x-4 gap-y-1 text-12"
    >
      <span>
        <span className="tabular text-13 font-medium">{total.toLocaleString("en-US")}</span>{" "}
        {total === 1 ? unit.one : unit.many} <span className="text-muted">{point?.label ?? span}</span>
      </span>
      {shades.map((shade, place) => (
        <span key={shade.label} className="inline-flex items-center gap-1.5">
          <ShadeMark place={place} />
          {shade.label}
          <span className="tabular text-muted">
            {read.reduce((sum, one) => sum + countOf(one, shade), 0).toLocaleString("en-US")}
          </span>
        </span>
      ))}
    </figcaption>
  );
}
