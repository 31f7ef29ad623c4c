import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import type { ApiAnswer, Content, Parameter, PlacedOperation } from "./document";
import { Member, Shape } from "./members";
import { MethodAndPath } from "./method-and-path";
import { Prose } from "./prose";

/** Everything about one operation, under an anchor of its operationId. */
export function Operation({ operation }: { operation: PlacedOperation }) {
  const { operationId, summary, description, method, path, parameters = [], requestBody } = operation;
  const { "200": answer, ...problems } = operation.responses;
  return (
    <section
      id={operationId}
      aria-labelledby={`${operationId}-title`}
      className="flex flex-col gap-4 border-t border-line pt-6"
    >
      <div className="flex flex-col gap-1">
        <h2 id={`${operationId}-title`} className="text-16 font-semibold">
          <a href={`#${operationId}`} className="rounded-2 underline-offset-3 hover:underline">
            {summary}
          </a>
        </h2>
        <MethodAndPath method={method} path={path} />
        <p className="text-12 text-muted">
          operationId <code className="font-mono">{operationId}</code>
        </p>
      </div>
      <Prose text={description} />
      <Parameters title="In the path" parameters={parameters.filter((one) => one.in === "path")} />
      <Parameters title="In the query" parameters={parameters.filter((one) => one.in === "query")} />
      {requestBody !== undefined && (
        <Part title="Body">
          <Contents content={requestBody.content} />
        </Part>
      )}
      {answer !== undefined && <Answer answer={answer} />}
      <Problems problems={problems} />
    </section>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <h3 className="text-13 font-semibold">{title}</h3>
      {children}
    </div>
  );
}

function Parameters({ title, parameters }: { title: string; parameters: Parameter[] }) {
  if (parameters.length === 0) return null;
  return (
    <Part title={title}>
      <ul>
        {parameters.map(({ name, schema, required = false }) => (
          <Member key={name} name={name} schema={schema} optional={!required} />
        ))}
      </ul>
    </Part>
  );
}

function Contents({ content }: { content: Content }) {
  return Object.entries(content).map(([mediaType, { schema }]) => (
    <div key={mediaType} className="flex flex-col">
      <p className="font-mono text-12 text-muted">{mediaType}</p>
      <Shape schema={schema} />
    </div>
  ));
}

function Answer({ answer }: { answer: ApiAnswer }) {
  return (
    <Part title="Answer 200">
      <Contents content={answer.content} />
      <ul className="text-12 text-muted">
        {Object.entries(answer.headers ?? {}).map(([name, { description }]) => (
          <li key={name}>
            Header <code className="font-mono">{name}</code>: {description}
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** Codes by status, each a link to what it means. */
function Problems({ problems }: { problems: Record<string, ApiAnswer> }) {
  return (
    <Part title="Problems">
      <ul className="flex flex-col text-13">
        {Object.entries(problems).map(([status, { description }]) => (
          <li key={status} className="flex flex-wrap gap-x-3">
            <span className="tabular py-1 font-mono text-muted">{status}</span>
            {[...description.matchAll(/`(\w+)`/g)].map(([, code]) => (
              <Link key={code} href={`/docs/problems#${code}`} className="py-1 font-mono">
                {code}
              </Link>
            ))}
          </li>
        ))}
      </ul>
    </Part>
  );
}
