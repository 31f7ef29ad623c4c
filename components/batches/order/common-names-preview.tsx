import type { Generator } from "@/lib/contract/certificate-profiles";
import { knowsCommonNames, previewCommonNames } from "@/lib/domain/certificate-batches/common-names";

interface Props {
  generator: Generator;
  values: Readonly<Record<string, string>>;
  size: number;
}

function Names({ names, from }: { names: readonly string[]; from: number }) {
  const placed = names.map((name, index) => ({ name, position: from + index }));
  return placed.map(({ name, position }) => (
    <li key={position} className="contents">
      <span className="tabular text-right text-12 text-muted">{position.toLocaleString("en")}</span>
      <span className="font-mono text-12 [overflow-wrap:anywhere]">{name}</span>
    </li>
  ));
}

/** The first and the last common names of the batch, exact to the last digit, while they are typed. */
export function CommonNamesPreview({ generator, values, size }: Props) {
  if (!knowsCommonNames(generator)) {
    return (
      <p className="text-13 text-muted">
        How {generator.name} makes its names, only Sectigo knows. They cannot be shown before the order.
      </p>
    );
  }
  const names = previewCommonNames(generator, values, size);
  if (names === null) {
    return (
      <p className="text-13 text-muted">
        They show here as soon as the generator's values and the size are set.
      </p>
    );
  }
  return (
    <ol className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-3 gap-y-1 text-13">
      <Names names={names.first} from={1} />
      {names.omitted > 0 && (
        <li className="contents">
          <span aria-hidden className="text-right text-12 text-muted">
            ⋮
          </span>
          <span className="text-12 text-muted">{names.omitted.toLocaleString("en")} more</span>
        </li>
      )}
      <Names names={names.last} from={size - names.last.length + 1} />
    </ol>
  );
}
