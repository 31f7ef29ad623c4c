import type { Metadata } from "next";
import { capabilitiesOf } from "@/components/api-reference/document";
import { MethodAndPath } from "@/components/api-reference/method-and-path";
import { Prose } from "@/components/api-reference/prose";
import { PageHead } from "@/components/patterns/page-head";
import { Section } from "@/components/patterns/section";
import { RowLink } from "@/components/ui/link";
import { readDocument } from "../read-document";

export const metadata: Metadata = { title: "API reference" };

/** What holds for every operation, then all of them on one page to search in. */
export default function ApiReferencePage() {
  const document = readDocument();
  return (
    <>
      <PageHead title={document.info.title} />
      <Prose text={document.info.description} />
      {capabilitiesOf(document).map(({ label, slug, operations }) => (
        <Section key={slug} title={label}>
          <ul>
            {operations.map(({ operationId, summary, method, path }) => (
              <li
                key={operationId}
                className="grid gap-x-4 border-t border-line py-2 text-13 first:border-t-0 md:grid-cols-2"
              >
                <RowLink href={`/docs/api/${slug}#${operationId}`}>{summary}</RowLink>
                <MethodAndPath method={method} path={path} />
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </>
  );
}
