import { expect, test } from "vitest";
import { allOperations } from "@/lib/contract/operations";
import { isConfirmed, neverConfirmed } from "./confirmation";

const minute = 60_000;

test("it is sure for five minutes that it is the same person", () => {
  const now = Date.parse("2027-03-01T10:00:00Z");
  const confirmedBefore = (ms: number) => isConfirmed({ confirmedAt: new Date(now - ms) }, now);
  expect(confirmedBefore(0)).toBe(true);
  expect(confirmedBefore(5 * minute - 1)).toBe(true);
  expect(confirmedBefore(5 * minute)).toBe(false);
  expect(isConfirmed({ confirmedAt: neverConfirmed }, now)).toBe(false);
});

test("keys are revealed only to who has confirmed", () => {
  const reveals = allOperations.filter(
    ({ operationId, kind }) => kind === "reveal" && operationId.startsWith("e2e."),
  );
  expect(reveals).toHaveLength(5);
  for (const operation of reveals) expect(operation).toMatchObject({ needsConfirmation: true });
});
