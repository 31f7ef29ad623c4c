import { Identifier } from "@/components/patterns/identifier";
import { Section } from "@/components/patterns/section";
import type { ParsedRevocationList } from "@/lib/contract/root-cas";

/** More are only counted: they stand in the list itself. */
const namedMax = 12;

function Serials({ label, serialNumbers }: { label: string; serialNumbers: readonly string[] }) {
  if (serialNumbers.length === 0) return null;
  const more = serialNumbers.length - namedMax;
  return (
    <div className="text-13">
      <p>
        {label} <span className="tabular text-muted">{serialNumbers.length.toLocaleString("en-US")}</span>
      </p>
      <ul aria-label={label} className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
        {serialNumbers.slice(0, namedMax).map((serialNumber) => (
          <li key={serialNumber}>
            <Identifier value={serialNumber} label="certificate serial number" />
          </li>
        ))}
        {more > 0 && <li className="text-muted">and {more.toLocaleString("en-US")} more</li>}
      </ul>
    </div>
  );
}

function None({ children }: { children: string }) {
  return <p className="text-13 text-muted">{children}</p>;
}

/** What is other than in the list before. */
export function ListDifference({ difference }: Pick<ParsedRevocationList, "difference">) {
  return (
    <Section title="Since the list before">
      {difference === null && <None>This is the first list that was fetched here.</None>}
      {difference !== null && difference.added.length + difference.gone.length === 0 && (
        <None>The same certificates are on it.</None>
      )}
      {difference !== null && (
        <>
          <Serials label="Newly revoked" serialNumbers={difference.added} />
          <Serials label="Gone from the list" serialNumbers={difference.gone} />
          {difference.gone.length > 0 && (
            <None>
              A certificate leaves a list when it has ended, or was only on hold. Others should not: ask
              u-blox.
            </None>
          )}
        </>
      )}
    </Section>
  );
}
