import type { Metadata } from "next";
import { Shape } from "@/components/api-reference/members";
import { PageHead } from "@/components/patterns/page-head";
import { readDocument } from "../../read-document";

export const metadata: Metadata = { title: "Shapes · API reference" };

/** The shapes that operations refer to by name. */
export default function ShapesPage() {
  const shapes = Object.entries(readDocument().components.schemas);
  return (
    <>
      <PageHead title="Shapes" description="What the operations refer to by name." />
      {shapes.toSorted(byName).map(([name, schema]) => (
        <section key={name} id={name} aria-labelledby={`${name}-title`} className="border-t border-line pt-4">
          <h2 id={`${name}-title`} className="mb-1 text-16 font-semibold">
            <a href={`#${name}`} className="rounded-2 underline-offset-3 hover:underline">
              {name}
            </a>
          </h2>
          <Shape schema={schema} />
        </section>
      ))}
    </>
  );
}

function byName([left]: [string, unknown], [right]: [string, unknown]): number {
  return left.localeCompare(right, "en");
}
