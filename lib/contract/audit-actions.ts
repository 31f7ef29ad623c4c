import type { AnyOperation, AnyWrite } from "./operation";
import { allOperations, type operations } from "./operations";

type Capabilities = typeof operations;
type Operations = { [C in keyof Capabilities]: Capabilities[C][keyof Capabilities[C]] }[keyof Capabilities];
type WriteIds<Operation> = Operation extends AnyWrite & { operationId: infer Id } ? Id : never;

/** Acts that no operation of the API stands for: signing in and out, and what the console does by itself. */
export const otherActions = [
  "session.signIn",
  "session.signOut",
  "users.setPassword",
  "users.provision",
  "whitelist.sendChunk",
] as const;

/** The closed list of what an audit row can say was done: every write of the contract, and the few others. */
export type AuditAction = WriteIds<Operations & AnyOperation> | (typeof otherActions)[number];

/** The same list at run time, for filters. */
export const auditActions: string[] = [
  ...allOperations.filter(({ kind }) => kind !== "read").map(({ operationId }) => operationId),
  ...otherActions,
].sort();
