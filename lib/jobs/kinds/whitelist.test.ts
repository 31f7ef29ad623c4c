import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type JobPlan, type JobTargets, jobPlan } from "@/lib/contract/job-kinds";
import type { PlannedRow, Row, RowPages } from "@/lib/domain/jobs/kind";
import { fileOf, uid } from "@/lib/domain/whitelist-import/testing";
import { failureOf, permit } from "@/lib/vendors/http/testing/client";
import { listWhitelist } from "@/lib/vendors/ublox/whitelist";
import { noNote, reading, rowsOf, type SandboxAsVendor, sandboxAsVendor } from "./testing.ublox";
import { whitelistAdd } from "./whitelist-add";
import { whitelistImport } from "./whitelist-import";
import { whitelistRemove } from "./whitelist-remove";

const imei = "862618583984360";
const path = "/v1/device/whitelist/add";
/** What was changed, or tried to be. */
const changes = () => vendor.asked().filter((call) => call.path === path);

let vendor: SandboxAsVendor;
beforeAll(async () => {
  vendor = await sandboxAsVendor({ deviceCount: 250 });
});
beforeEach(async () => {
  vendor.sandbox.reset();
  // A reset forgets tokens too; the call that finds it out would use up a fault.
  await listWhitelist(reading, vendor.ublox, { page: 1 });
});
afterAll(() => vendor.stop());

async function whitelisted(): Promise<Set<string>> {
  const ids = new Set<string>();
  for (let page = 1; ; page++) {
    const { items, page: info } = await listWhitelist(reading, vendor.ublox, { page });
    for (const { id } of items) ids.add(id);
    if (page * info.size >= info.total) return ids;
  }
}

async function collected(pages: RowPages | undefined): Promise<PlannedRow[]> {
  const rows: PlannedRow[] = [];
  for await (const page of pages ?? []) rows.push(...page);
  return rows;
}

/** A plan as the contract makes it. */
function planned<Kind extends JobPlan["kind"]>(kind: Kind, targets: JobTargets) {
  return jobPlan.parse({ kind, input: {}, targets }) as Extract<JobPlan, { kind: Kind }>;
}

const csvOf = (rows: readonly Row[]) =>
  `Id,Type,Action\n${rows.map(({ target, input }) => `${target},ROTPublicUID,${input}\n`).join("")}`;

describe("adding and removing", () => {
  test.each([
    ["ADD", whitelistAdd],
    ["DELETE", whitelistRemove],
  ] as const)("%s carries RoT UIDs and IMEIs in one call", async (Action, kind) => {
    const rows = rowsOf([uid(1), imei, uid(2)]);
    expect(await kind.send(permit(), {}, rows, noNote)).toEqual({ state: "done" });
    expect(changes()).toEqual([{ path, body: { ROTPublicUIDs: [uid(1), uid(2)], IMEIs: [imei], Action } }]);
  });

  test("a full call goes through and can be repeated without changing anything more", async () => {
    const ids = Array.from({ length: whitelistAdd.rowsPerCall }, (_, index) => uid(index));
    const before = await whitelisted();
    await whitelistAdd.send(permit(), {}, rowsOf(ids), noNote);
    await whitelistAdd.send(permit(), {}, rowsOf(ids), noNote);
    expect(await whitelisted()).toEqual(new Set([...before, ...ids]));
    await whitelistRemove.send(permit(), {}, rowsOf(ids), noNote);
    await whitelistRemove.send(permit(), {}, rowsOf(ids), noNote);
    expect(await whitelisted()).toEqual(before);
  });

  test("a lost answer is in doubt and has acted: sending it again leads to the same list", async () => {
    vendor.sandbox.setFault({ fault: "lost_answer", pathPrefix: path, times: 1 });
    const sent = whitelistAdd.send(permit(), {}, rowsOf([uid(7)]), noNote);
    expect(await failureOf(sent)).toMatchObject({ mayHaveActed: true });
    const after = await whitelisted();
    expect(after).toContain(uid(7));
    await whitelistAdd.send(permit(), {}, rowsOf([uid(7)]), noNote);
    expect(await whitelisted()).toEqual(after);
    expect(whitelistAdd.ifLost).toBe("repeat");
  });

  test("a refusal is of the whole call, so that the engine looks for the row at fault", async () => {
    const rows = rowsOf([uid(1), "862618583984361", uid(2)]);
    const before = await whitelisted();
    const sent = whitelistAdd.send(permit(), {}, rows, noNote);
    expect(await failureOf(sent)).toMatchObject({ kind: "refused", mayHaveActed: false });
    expect(await whitelisted()).toEqual(before);
    expect(whitelistAdd.splits).toBe(true);
  });

  test("listed targets come once, and nobody is asked", async () => {
    const asked = vendor.asked().length;
    const plan = planned("whitelist.add", { from: "list", ids: [uid(0xab).toUpperCase(), imei, uid(0xab)] });
    expect(await collected(whitelistAdd.collect(reading, plan))).toEqual([
      { ordinal: 1, target: uid(0xab) },
      { ordinal: 2, target: imei },
    ]);
    expect(vendor.asked()).toHaveLength(asked);
    expect(whitelistAdd.unit(plan)).toEqual({ one: "entry", many: "entries" });
  });

  test("the devices that match are those of the device list", async () => {
    const question = { filter: "BLACKLISTED" as const };
    const plan = planned("whitelist.remove", { from: "devices", question });
    const rows = await collected(whitelistRemove.collect(reading, plan));
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map(({ target }) => target)).toEqual(await vendor.uidsOf(question));
    expect(whitelistRemove.unit(plan)).toEqual({ one: "device", many: "devices" });
  });

  test("a file holds RoT UIDs and IMEIs, one a line", async () => {
    const plan = planned("whitelist.add", { from: "file", fileName: "ids.txt" });
    const file = Readable.from([Buffer.from(`${uid(1)}\n${imei}\nx\n`)]);
    expect(await collected(whitelistAdd.readFile?.(file, plan))).toEqual([
      { ordinal: 1, target: uid(1) },
      { ordinal: 2, target: imei },
      { ordinal: 3, target: "x", skip: expect.stringContaining("16 hexadecimal digits") },
    ]);
  });

  test("in the audit history a call is about its one entry, or about so many", () => {
    expect(whitelistAdd.subject({}, rowsOf([uid(1)]))).toEqual({ type: "whitelist", id: uid(1) });
    expect(whitelistRemove.subject({}, rowsOf([uid(1), imei]))).toEqual({
      type: "whitelist",
      id: "2 entries",
    });
  });

  test("says what it does and what follows", () => {
    const counts = { planned: 2, skipped: 0 };
    expect(whitelistAdd.title({}, "2 entries")).toBe("Add 2 entries to the whitelist");
    expect(whitelistRemove.title({}, "2 entries")).toBe("Remove 2 entries from the whitelist");
    for (const kind of [whitelistAdd, whitelistRemove, whitelistImport]) {
      expect(kind.consequence({}, counts)).toMatch(
        /^Affects only devices that have not bootstrapped.*Bootstrapped devices keep their state/,
      );
    }
  });
});

describe("importing", () => {
  const plan = planned("whitelist.import", { from: "file", fileName: "a.csv" });
  const mixed: Row[] = [
    { ordinal: 2, target: uid(3), input: "ADD" },
    { ordinal: 3, target: uid(1), input: "DELETE" },
    { ordinal: 7, target: uid(2), input: "ADD" },
  ];

  /** The last call, with a body that is not JSON told by its checksum. */
  const lastCall = () => vendor.sandbox.calls().findLast((call) => call.path === path);

  test("sends the rows in the vendor's form and in their order", async () => {
    const noted: object[] = [];
    const end = await whitelistImport.send(permit(), {}, mixed, (facts) => noted.push(facts));
    expect(end).toEqual({ state: "done" });
    expect(noted).toEqual([{ adds: 2, removes: 1 }]);
    expect(lastCall()).toMatchObject({
      contentType: "application/octet-stream",
      bodySha256: createHash("sha256").update(csvOf(mixed)).digest("hex"),
      status: 200,
    });
  });

  test("what is read of a file is what is sent, ten thousand rows a call", async () => {
    const text = `${fileOf(10_050)}bad\n${uid(20_000)},ROTPublicUID,DELETE\n${uid(1)},ROTPublicUID,ADD\n`;
    const rows = await collected(whitelistImport.readFile?.(Readable.from([Buffer.from(text)]), plan));
    const good = rows.flatMap(({ ordinal, target, input, skip }) =>
      skip === undefined ? [{ ordinal, target, input: input ?? null }] : [],
    );
    expect(rows.length - good.length).toBe(2);
    expect(csvOf(good)).toBe(`${fileOf(10_050)}${uid(20_000)},ROTPublicUID,DELETE\n`);
    const before = await whitelisted();
    await whitelistImport.send(permit(), {}, good.slice(0, whitelistImport.rowsPerCall), noNote);
    expect(lastCall()?.bodySha256).toBe(
      createHash("sha256")
        .update(csvOf(good.slice(0, 10_000)))
        .digest("hex"),
    );
    await whitelistImport.send(permit(), {}, good.slice(whitelistImport.rowsPerCall), noNote);
    expect(await whitelisted()).toEqual(
      new Set([...before, ...good.slice(0, -1).map(({ target }) => target)]),
    );
  });

  test("a lost answer leaves the rows in doubt; sent again they lead to the same list", async () => {
    vendor.sandbox.setFault({ fault: "lost_answer", pathPrefix: path, times: 1 });
    const sent = whitelistImport.send(permit(), {}, mixed, noNote);
    expect(await failureOf(sent)).toMatchObject({ mayHaveActed: true });
    const after = await whitelisted();
    await whitelistImport.send(permit(), {}, mixed, noNote);
    expect(await whitelisted()).toEqual(after);
    expect(whitelistImport.ifLost).toBe("repeat");
  });

  test("each row says what is done to it; a line that cannot be used has nothing done to it", () => {
    const does = (input: string | null) => whitelistImport.does({}, { target: uid(1), input });
    expect([does("ADD"), does("DELETE"), does(null)]).toEqual(["Add", "Remove", "Nothing"]);
  });

  test("a row whose action was damaged on its way is not sent", async () => {
    const damaged = [{ ordinal: 2, target: uid(1), input: "ADDX" }];
    await expect(whitelistImport.send(permit(), {}, damaged, noNote)).rejects.toThrow();
    expect(lastCall()).toBeUndefined();
  });
});
