import { Fragment, type ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { type JsonSchema, shapeName } from "./document";

const formatWords: Record<string, string> = {
  "date-time": "time (ISO 8601)",
  email: "e-mail address",
  uri: "URL",
  binary: "file",
};

/** The type of a value in a few words, named shapes as links. */
export function TypeWords({ schema }: { schema: JsonSchema }): ReactNode {
  if (schema.$ref !== undefined) {
    const name = shapeName(schema.$ref);
    return (
      <Link href={`/docs/api/shapes#${name}`} className="underline decoration-accent/40">
        {name}
      </Link>
    );
  }
  if (schema.anyOf !== undefined) return <Choice of={schema.anyOf} />;
  if (schema.enum !== undefined || schema.const !== undefined) {
    return <Values values={schema.enum ?? [schema.const]} />;
  }
  if (schema.format !== undefined) return formatWords[schema.format] ?? schema.format;
  if (Array.isArray(schema.type)) return schema.type.join(" or ");
  if (schema.type === "array") {
    return (
      <>
        list of <TypeWords schema={schema.items ?? {}} />
      </>
    );
  }
  if (typeof schema.additionalProperties === "object") {
    return (
      <>
        object, each member <TypeWords schema={schema.additionalProperties} />
      </>
    );
  }
  return schema.type ?? "any JSON value";
}

function Choice({ of }: { of: JsonSchema[] }) {
  return of.map((schema, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the alternatives of a schema are a fixed list
    <Fragment key={index}>
      {index > 0 && " or "}
      <TypeWords schema={schema} />
    </Fragment>
  ));
}

function Values({ values }: { values: unknown[] }) {
  return values.map((value, index) => (
    <Fragment key={String(value)}>
      {index > 0 && " · "}
      <code className="font-mono">{String(value)}</code>
    </Fragment>
  ));
}
