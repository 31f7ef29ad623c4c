import { Link } from "@/components/ui/link";

/** Why rows were left out, or failed, most frequent first: the words and how many rows they are about. */
export function Reasons({
  label,
  reasons,
  total,
  rest = "Other reasons",
  href,
}: {
  /** Names the table: "Why rows are skipped". */
  label: string;
  reasons: readonly { words: string; rows: number }[];
  /** Rows there are in all; those that the reasons do not hold are told at the end. */
  total: number;
  /** What is said of those. */
  rest?: string;
  /** Where these rows are listed. */
  href?: string;
}) {
  const told = reasons.reduce((sum, { rows }) => sum + rows, 0);
  const untold = total - told;
  const lines = untold > 0 ? [...reasons, { words: rest, rows: untold }] : reasons;
  return (
    <div className="flex flex-col gap-2 text-13">
      <table aria-label={label} className="w-full">
        <thead>
          <tr className="border-b border-line text-left text-12 text-muted">
            <th scope="col" className="py-1.5 pr-4 font-normal">
              Reason
            </th>
            <th scope="col" className="w-24 py-1.5 text-right font-normal">
              Rows
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ words, rows }) => (
            <tr key={words} className="border-b border-line align-top last:border-b-0">
              <th scope="row" className="py-1.5 pr-4 text-left font-normal [overflow-wrap:anywhere]">
                {words}
              </th>
              <td className="tabular py-1.5 text-right">{rows.toLocaleString("en-US")}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {href && (
        <Link href={href} className="w-fit">
          Show these rows
        </Link>
      )}
    </div>
  );
}
