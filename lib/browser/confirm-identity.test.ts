import { afterEach, describe, expect, test, vi } from "vitest";
import { type ProblemCode, problemCodes } from "@/lib/contract/problem";
import { ProblemError } from "./call";
import { answerConfirmation, isConfirmationAsked, onQuestion, withConfirmation } from "./confirm-identity";

function refusal(code: ProblemCode): ProblemError {
  const words = { detail: "because", next: "do this", requestId: "req_1" };
  return new ProblemError({ type: "about:blank", ...problemCodes[code], code, ...words });
}

/** An act that is refused until somebody has confirmed. */
function guarded() {
  let confirmed = false;
  const act = vi.fn(async () => {
    if (!confirmed) throw refusal("confirmation_needed");
    return "done";
  });
  return { act, confirm: () => (confirmed = true) };
}

const ending: (() => void)[] = [];
afterEach(() => {
  for (const end of ending.splice(0)) end();
});

/** Somebody asks: the calls of the listener. */
function asking() {
  const asked = vi.fn();
  ending.push(onQuestion(asked));
  return asked;
}

const untilAsked = () => vi.waitFor(() => expect(isConfirmationAsked()).toBe(true));

describe("an act that is refused until it is sure who asks", () => {
  test("is repeated once when that is confirmed", async () => {
    const asked = asking();
    const { act, confirm } = guarded();
    const acting = withConfirmation(act);
    await untilAsked();
    expect(asked).toHaveBeenCalledTimes(1);
    confirm();
    answerConfirmation(true);
    expect(await acting).toBe("done");
    expect(act).toHaveBeenCalledTimes(2);
    expect(isConfirmationAsked()).toBe(false);
  });

  test("is not repeated again and again", async () => {
    asking();
    const { act } = guarded();
    const acting = withConfirmation(act);
    await untilAsked();
    answerConfirmation(true);
    await expect(acting).rejects.toMatchObject({ problem: { code: "confirmation_needed" } });
    expect(act).toHaveBeenCalledTimes(2);
    expect(isConfirmationAsked()).toBe(false);
  });

  test.each([
    ["the question is given up", () => answerConfirmation(false)],
    ["nobody can ask any more", () => ending.pop()?.()],
  ])("ends with its refusal when %s", async (_when, giveUp) => {
    asking();
    const { act } = guarded();
    const acting = withConfirmation(act);
    await untilAsked();
    giveUp();
    await expect(acting).rejects.toMatchObject({ problem: { code: "confirmation_needed" } });
    expect(act).toHaveBeenCalledTimes(1);
  });

  test("ends with its refusal where nobody can ask", async () => {
    const { act } = guarded();
    await expect(withConfirmation(act)).rejects.toBeInstanceOf(ProblemError);
    expect(isConfirmationAsked()).toBe(false);
  });

  test("waits together with others for one answer", async () => {
    asking();
    const acts = [guarded(), guarded()];
    const acting = acts.map(({ act }) => withConfirmation(act));
    await untilAsked();
    for (const { confirm } of acts) confirm();
    answerConfirmation(true);
    expect(await Promise.all(acting)).toEqual(["done", "done"]);
  });
});

test.each([refusal("forbidden"), new TypeError("no network")])("%s asks for nothing", async (error) => {
  asking();
  const act = vi.fn(() => Promise.reject(error));
  await expect(withConfirmation(act)).rejects.toBe(error);
  expect(act).toHaveBeenCalledTimes(1);
  expect(isConfirmationAsked()).toBe(false);
});
