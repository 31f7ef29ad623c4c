import { z } from "zod";
import type { JuniperContext } from "./context";
import { type Fault, fault, ServiceRefusal } from "./faults";
import type { OperationName } from "./wire";

/** What all checks before the operation have found out. */
export interface Caller {
  /** Accounts the call is about; all of them belong to the client. */
  readonly accountIds: readonly string[];
}

export interface Outcome {
  readonly message: string;
  readonly payload: Record<string, unknown>;
  /** Any make it `statusCode` 300. */
  readonly warnings?: readonly Fault[];
}

export interface Operation {
  readonly name: OperationName;
  /** @throws ServiceRefusal */
  run(context: JuniperContext, caller: Caller, body: Record<string, unknown>): Outcome | Promise<Outcome>;
}

/** Declares an operation whose own fields must fit the schema; each misfit is a fault. */
export function operation<Fields extends z.ZodType>(
  name: OperationName,
  fields: Fields,
  handle: (context: JuniperContext, caller: Caller, fields: z.output<Fields>) => Outcome | Promise<Outcome>,
): Operation {
  return {
    name,
    run(context, caller, body) {
      const parsed = fields.safeParse(body);
      if (parsed.success) return handle(context, caller, parsed.data);
      throw new ServiceRefusal(
        ...parsed.error.issues.map(({ path, message }) => fault("SIM-400", `${path.join(".")}: ${message}`)),
      );
    },
  };
}

/** A field that callers leave out, or send empty, when they have nothing to say. */
export function optionalText(maxLength = 128) {
  return z
    .string()
    .max(maxLength)
    .transform((text) => text.trim() || undefined)
    .nullish();
}
