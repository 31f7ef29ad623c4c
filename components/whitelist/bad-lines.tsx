import { Section } from "@/components/patterns/section";
import { ButtonLink } from "@/components/ui/link";
import type { WhitelistImport } from "@/lib/contract/whitelist";
import { errorsAddress } from "./queries";

/** Every kind of fault with its line: what is wrong there and what would be right. */
export function BadLines({ found }: { found: WhitelistImport }) {
  const { bad } = found.rows;
  if (bad === 0) return null;
  const shown = found.badLines.length;
  return (
    <Section
      title={`${bad.toLocaleString("en-US")} bad ${bad === 1 ? "line" : "lines"}`}
      description={
        shown < bad
          ? `These are not sent. The first ${shown.toLocaleString("en-US")} are shown; the error file holds all.`
          : "These are not sent."
      }
      actions={
        <ButtonLink href={errorsAddress(found.importId)} download>
          Download error file
        </ButtonLink>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard */}
      <section className="max-h-120 overflow-auto" tabIndex={0} aria-label="Bad lines">
        <table className="w-full text-13">
          <thead>
            <tr className="border-b border-line text-left text-12 text-muted">
              <th scope="col" className="py-2 pr-4 text-right font-normal">
                Line
              </th>
              <th scope="col" className="py-2 pr-4 font-normal">
                Text
              </th>
              <th scope="col" className="py-2 font-normal">
                What is wrong
              </th>
            </tr>
          </thead>
          <tbody>
            {found.badLines.map((line) => (
              <tr key={`${line.line}:${line.reason}`} className="border-b border-line align-top">
                <th scope="row" className="tabular py-2 pr-4 text-right font-normal">
                  {line.line.toLocaleString("en-US")}
                </th>
                <td className="py-2 pr-4 font-mono text-12 [overflow-wrap:anywhere]">{line.text}</td>
                <td className="py-2 [overflow-wrap:anywhere]">{line.message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  );
}
