import { z } from "zod";

/**
 * The answer of a change whose success body the document does not show: anything, or nothing at all. Changes have no
 * documented report of partial failure; what holds now is told by reading again.
 */
export const anySuccess = z.unknown().transform(() => ({ done: true }) as const);

export type Done = { done: true };
