import { beforeEach, describe, expect, test, vi } from "vitest";
import { GET, PATCH } from "@/app/api/v1/connections/juniper/onboarding/route";
import { currentSession } from "@/lib/access/session";
import { listEntries } from "@/lib/audit/read";
import { juniperAccess as contract, type Onboarding, onboardingSteps } from "@/lib/contract/juniper-access";
import { testDatabase } from "@/lib/db/testing";
import { asked, sessionOf } from "@/lib/http/testing";

vi.mock("@/lib/access/session", () => ({ currentSession: vi.fn() }));

const { owner } = await testDatabase();

beforeEach(async () => {
  await owner`delete from onboarding_steps`;
  await owner`delete from onboarding_facts`;
});

async function change(body: object, role: "admin" | "approver" | "support" | "auditor" = "admin") {
  vi.mocked(currentSession).mockResolvedValue(sessionOf(role));
  const response = await PATCH(...asked(contract.updateOnboarding, { body }));
  return { status: response.status, answer: await response.json() };
}

async function read(): Promise<Onboarding> {
  vi.mocked(currentSession).mockResolvedValue(sessionOf("support"));
  const response = await GET(...asked(contract.onboarding));
  return contract.onboarding.response.parse(await response.json());
}

async function latestEntry() {
  const { items } = await listEntries({ subjectType: "connection", subjectId: "juniper" }, { size: 1 });
  return items[0];
}

const doneSteps = ({ steps }: Onboarding) =>
  steps.filter(({ doneAt }) => doneAt !== null).map(({ step }) => step);

describe("the checklist", () => {
  test("has the vendor's steps in its order, with who acts, and nothing done", async () => {
    const { steps, ...facts } = await read();
    expect(steps.map(({ step, whose }) => [step, whose])).toEqual([
      ["terms", "customer"],
      ["firewall", "both"],
      ["credentials", "juniper"],
      ["profile", "juniper"],
      ["apis", "juniper"],
      ["endpoints", "juniper"],
      ["validated", "customer"],
      ["sourceIdentifier", "both"],
      ["unreachableAlias", "customer"],
      ["secretAlias", "customer"],
    ]);
    expect(steps.every(({ doneAt, doneBy }) => doneAt === null && doneBy === null)).toBe(true);
    expect(facts).toEqual({ customerSourceIdentifier: null, unreachableAlias: null, secretAlias: null });
  });

  test("keeps who did a step first and when, until it is opened again", async () => {
    const { answer } = await change({ steps: { terms: true, apis: true, profile: false } });
    const first = contract.updateOnboarding.response.parse(answer);
    expect(doneSteps(first)).toEqual(["terms", "apis"]);
    expect(first.steps[0]).toMatchObject({ doneBy: "admin@example.com" });
    expect(Date.now() - Date.parse(first.steps[0]?.doneAt ?? "")).toBeLessThan(60_000);
    await owner`update onboarding_steps set done_by = 'somebody else' where step = 'terms'`;
    await change({ steps: { terms: true } });
    expect((await read()).steps[0]).toMatchObject({ doneBy: "somebody else" });
    await change({ steps: { terms: false } });
    expect(doneSteps(await read())).toEqual(["apis"]);
  });

  test("counts a step as done while its value is written down", async () => {
    await change({ customerSourceIdentifier: " CSI-0042 ", secretAlias: "Secrets@Example.com" });
    const agreed = await read();
    expect(agreed).toMatchObject({
      customerSourceIdentifier: "CSI-0042",
      unreachableAlias: null,
      secretAlias: "Secrets@Example.com",
    });
    expect(doneSteps(agreed)).toEqual(["sourceIdentifier", "secretAlias"]);
    await change({ secretAlias: null });
    expect(doneSteps(await read())).toEqual(["sourceIdentifier"]);
    expect(await read()).toMatchObject({ secretAlias: null });
  });

  test("dates a value from when it was last changed, not from when it was written again", async () => {
    await change({ unreachableAlias: "a@example.com" });
    const before = new Date("2026-01-01T00:00:00Z");
    await owner`update onboarding_facts set noted_at = ${before}, noted_by = 'ana@example.com'`;
    const step = async () => (await read()).steps.find((one) => one.step === "unreachableAlias");
    await change({ unreachableAlias: "a@example.com" });
    expect(await step()).toMatchObject({ doneAt: before.toISOString(), doneBy: "ana@example.com" });
    await change({ unreachableAlias: "b@example.com" });
    expect(await step()).toMatchObject({ doneBy: "admin@example.com" });
    expect((await step())?.doneAt).not.toBe(before.toISOString());
  });

  test("can be done and undone whole, by two people at once", async () => {
    const all = onboardingSteps.slice(0, 7);
    const marks = (done: boolean) => ({ steps: Object.fromEntries(all.map((step) => [step, done])) });
    const both = await Promise.all([change(marks(true)), change(marks(true))]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(doneSteps(await read())).toEqual(all);
    await change(marks(false));
    expect(doneSteps(await read())).toEqual([]);
  });
});

describe("a change", () => {
  test("is in the history with the names of what changed, not with the values", async () => {
    await change({ steps: { terms: true }, secretAlias: "secrets@example.com" });
    const entry = await latestEntry();
    expect(entry).toMatchObject({
      action: "connections.updateOnboarding",
      outcome: "succeeded",
      subjectType: "connection",
      subjectId: "juniper",
      fields: ["terms", "secretAlias"],
    });
    expect(JSON.stringify(entry)).not.toContain("secrets@example.com");
  });

  test.each([
    ["an alias that is no address", { secretAlias: "nobody" }, "secretAlias", "An e-mail address"],
    ["an endless alias", { unreachableAlias: `${"a".repeat(250)}@example.com` }, "unreachableAlias", "254"],
    [
      "an empty identifier",
      { customerSourceIdentifier: "  " },
      "customerSourceIdentifier",
      "as it was agreed",
    ],
    ["an endless identifier", { customerSourceIdentifier: "x".repeat(65) }, "customerSourceIdentifier", "64"],
    ["a broken identifier", { customerSourceIdentifier: "a\nb" }, "customerSourceIdentifier", "control"],
    [
      "a mark where a value is due",
      { steps: { secretAlias: true } },
      "steps.secretAlias",
      "secretAlias instead",
    ],
  ])("with %s is refused in words, and changes nothing", async (_name, wrong, path, words) => {
    const { status, answer } = await change({ customerSourceIdentifier: "CSI-1", ...wrong });
    expect({ status, code: answer.code }).toEqual({ status: 400, code: "invalid_input" });
    expect(answer.errors).toEqual([{ path, message: expect.stringContaining(words) }]);
    expect(doneSteps(await read())).toEqual([]);
  });

  test("of an unknown step is refused", async () => {
    expect(await change({ steps: { payment: true } })).toMatchObject({ status: 400 });
  });

  test("that fails half way leaves nothing behind", async () => {
    await owner`alter table onboarding_facts rename to onboarding_facts_away`;
    try {
      const { status } = await change({ steps: { terms: true }, secretAlias: "secrets@example.com" });
      expect(status).toBe(500);
    } finally {
      await owner`alter table onboarding_facts_away rename to onboarding_facts`;
    }
    expect(doneSteps(await read())).toEqual([]);
  });

  test.each(["approver", "support", "auditor"] as const)("is not %s's to make", async (role) => {
    expect(await change({ steps: { terms: true } }, role)).toMatchObject({
      status: 403,
      answer: { code: "forbidden" },
    });
    expect(doneSteps(await read())).toEqual([]);
  });
});
