import { constraintsOf } from "./constraints";
import type { JsonSchema } from "./document";
import { TypeWords } from "./type-words";

/** A shape: its members one below the other, inner shapes indented; anything that is no object in words. */
export function Shape({ schema }: { schema: JsonSchema }) {
  const inner = objectIn(schema);
  return (
    <>
      {inner !== schema && (
        <p className="text-13">
          <TypeWords schema={schema} />
        </p>
      )}
      {inner !== undefined && <Members schema={inner} />}
    </>
  );
}

function Members({ schema }: { schema: JsonSchema }) {
  const required = schema.required ?? [];
  return (
    <ul className="flex flex-col">
      {Object.entries(schema.properties ?? {}).map(([name, member]) => (
        <Member key={name} name={name} schema={member} optional={!required.includes(name)} />
      ))}
    </ul>
  );
}

interface MemberProps {
  name: string;
  schema: JsonSchema;
  optional: boolean;
}

/** One member or parameter: name, type, what it has to satisfy. */
export function Member({ name, schema, optional }: MemberProps) {
  const inner = objectIn(schema);
  const notes = [...(optional ? ["optional"] : []), ...constraintsOf(schema), ...itemConstraints(schema)];
  return (
    <li className="border-t border-line py-2 text-13 first:border-t-0 [overflow-wrap:anywhere]">
      <code className="font-mono font-medium text-ink">{name}</code>{" "}
      <span className="text-soft">
        <TypeWords schema={schema} />
      </span>
      {notes.length > 0 && <p className="text-12 text-muted">{notes.join(" · ")}</p>}
      {inner !== undefined && (
        <div className="mt-1 border-l border-line pl-4">
          <Members schema={inner} />
        </div>
      )}
    </li>
  );
}

/** The object with members of its own that a schema is, or holds as a list or beside null. */
function objectIn(schema: JsonSchema): JsonSchema | undefined {
  if (schema.properties !== undefined) return schema;
  if (schema.items !== undefined) return objectIn(schema.items);
  for (const alternative of schema.anyOf ?? []) {
    const found = objectIn(alternative);
    if (found !== undefined) return found;
  }
  return undefined;
}

function itemConstraints({ items }: JsonSchema): string[] {
  return items === undefined ? [] : constraintsOf(items).map((words) => `each ${words}`);
}
