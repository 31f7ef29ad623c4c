import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/access/actor";
import { Refusal } from "@/lib/contract/problem";
import { testDatabase } from "@/lib/db/testing";
import { readGroup } from "@/lib/domain/entitlements/group";
import { somebody } from "@/lib/domain/jobs/testing";
import { logger } from "@/lib/log";
import { notConnected, VendorError } from "@/lib/vendors/http/vendor-error";
import { activateOne } from "./activate";
import { getLicense } from "./get";
import { listLicenses } from "./list";
import { lookUpLicense } from "./look-up";
import { doubtOverdueLicenses } from "./records";
import { releaseLicense } from "./release";
import {
  activatePath,
  firstCode,
  firstSsrn,
  gated,
  licensesVendor,
  otherGroupSsrn,
  revokePath,
  timePassed,
} from "./testing";

const { owner } = await testDatabase();
logger().level = "silent";

let vendor: Awaited<ReturnType<typeof licensesVendor>>;
let admin: Actor;
beforeAll(async () => {
  vendor = await licensesVendor();
  admin = await somebody();
});
beforeEach(() => vendor.reset(owner));
afterAll(() => vendor.stop());

const reading = { requestId: "req_test" };
const activate = (serialNumber: string, more: { quantity?: number; code?: string; ssrn?: string } = {}) =>
  gated(admin, "licenses.activate", (permit, note) =>
    activateOne(permit, vendor.client, note, {
      entitlement: more.code ? { activationCode: more.code } : { ssrn: more.ssrn ?? firstSsrn },
      serialNumber,
      quantity: more.quantity ?? 1,
    }),
  );
const lookUp = (licenseId: string) =>
  gated(admin, "licenses.lookUp", (permit, note) => lookUpLicense(permit, vendor.client, note, licenseId));
const release = (licenseId: string) =>
  gated(admin, "licenses.release", (permit, note) =>
    releaseLicense(permit, vendor.client, note, { licenseId, reason: "device was sold" }),
  );
const detailOf = async (licenseId: string) =>
  (await getLicense(reading, () => vendor.client, licenseId)).detail;
const rows = () => owner`select * from licenses order by asked_at`;
const list = async (query: object = {}) => {
  const page = { page: 1, size: 200, sort: "activatedAt", direction: "desc" } as const;
  return (await listLicenses(reading, () => vendor.client, { ...page, ...query })).answer;
};
const refusalOf = async (promise: Promise<unknown>) => {
  const error = await promise.catch((thrown: unknown) => thrown);
  if (!(error instanceof Refusal)) throw error;
  return error;
};
const vendorErrorOf = async (promise: Promise<unknown>) => {
  const error = await promise.catch((thrown: unknown) => thrown);
  if (!(error instanceof VendorError)) throw error;
  return error;
};
const freeOfFirst = async () => {
  const { entitlements } = await readGroup(reading, vendor.client, {}, { anew: true });
  return entitlements.find(({ ssrn }) => ssrn === firstSsrn)?.quantity.available;
};

describe("activating for one device", () => {
  test("takes from the entitlement and keeps key and file sealed", async () => {
    const { license } = await activate("JN0001AAA");
    expect(license).toMatchObject({
      source: "muniment",
      state: "active",
      serialNumber: "JN0001AAA",
      ssrn: firstSsrn,
      entitlementId: "ENT-000101",
      groupId: "GRP-77",
      activatedBy: admin.name,
      hasKey: true,
      fileName: "JN0001AAA.lic",
      quantity: 1,
    });
    expect(await freeOfFirst()).toBe(6);
    const detail = await detailOf(license.licenseId);
    expect(detail.file).toMatchObject({
      fileName: "JN0001AAA.lic",
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(detail.events.map(({ words }) => words)).toEqual(["Activated", "Activation asked for"]);
    expect(detail.listed).toMatchObject({ serialNumber: "JN0001AAA", status: "ACTIVE" });
  });

  test("by its activation code is the same entitlement, and the code is kept nowhere", async () => {
    const { license } = await activate("JN0001AAA", { code: firstCode });
    expect(license).toMatchObject({ ssrn: firstSsrn, state: "active" });
    const refusal = await refusalOf(activate("JN0001AAA"));
    expect(refusal.words.detail).toContain(`by ${admin.name}`);
    const [kept] = await owner`select string_agg(licenses::text, '') as dump from licenses`;
    expect(kept?.dump).not.toContain(firstCode);
  });

  test("of a group that is not the connection's finds it by its SSRN, and lists it there", async () => {
    const { license } = await activate("JN0001AAA", { ssrn: otherGroupSsrn });
    expect(license).toMatchObject({ groupId: "GRP-78", productSku: expect.any(String) });
    expect((await list({ search: "JN0001AAA" })).items).toHaveLength(0);
    expect((await list({ groupId: "GRP-78", search: "JN0001AAA" })).items).toHaveLength(1);
  });

  test("is refused for what Juniper lists as active there, with the day, and for more than is free", async () => {
    await vendor.portal.activate("JN0002BBB");
    const active = await refusalOf(activate("JN0002BBB"));
    expect(active.code).toBe("conflict");
    expect(active.words.detail).toMatch(
      /^Juniper lists it as activated on this device since \d+ \w+ \d{4} \(ACT-/,
    );
    const many = await refusalOf(activate("JN0003CCC", { quantity: 7 }));
    expect(many.words.detail).toBe("Only 6 are free of this entitlement.");
    expect(await rows()).toHaveLength(0);
    expect(vendor.calls(activatePath)).toBe(1);
  });

  test("that Juniper refuses stays in the history as not activated, and can be asked for again", async () => {
    await list();
    await vendor.portal.activate("JN0002BBB");
    const error = await vendorErrorOf(activate("JN0002BBB"));
    expect(error).toMatchObject({ kind: "refused", mayHaveActed: false });
    expect(await rows()).toMatchObject([{ state: "not_activated", sealed_key: null }]);
    await vendor.portal.release("JN0002BBB");
    expect((await activate("JN0002BBB")).license.state).toBe("active");
    expect(await rows()).toHaveLength(2);
  });

  test("twice at once is sent once", async () => {
    const ended = await Promise.allSettled(Array.from({ length: 6 }, () => activate("JN0001AAA")));
    expect(ended.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of ended) {
      if (result.status === "rejected") expect(result.reason).toBeInstanceOf(Refusal);
    }
    expect(vendor.calls(activatePath)).toBe(1);
    expect(await rows()).toHaveLength(1);
  });

  test("leaves nothing behind when the hour's calls are used up", async () => {
    await list();
    await owner`insert into vendor_calls (holder, at, lane, call, request_id)
      select holder, now(), 'change', 'POST /x', 'req_x' from vendor_budgets, generate_series(1, 300)`;
    const error = await vendorErrorOf(activate("JN0001AAA"));
    expect(error).toMatchObject({ kind: "busy", mayHaveActed: false });
    expect(await rows()).toHaveLength(0);
    expect(vendor.calls(activatePath)).toBe(0);
  });
});

describe("a lost answer to an activation", () => {
  const lose = async (fault: "lost_answer" | "reset") => {
    await list();
    vendor.sandbox.setFault({ fault, pathPrefix: activatePath, times: 1 });
    expect(await vendorErrorOf(activate("JN0001AAA"))).toMatchObject({ mayHaveActed: true });
    const [row] = await rows();
    expect(row).toMatchObject({ state: "activation_in_doubt", sealed_key: null });
    return String(row?.id);
  };

  test("is in doubt: nothing is sent again, and a look-up finds it active without its key", async () => {
    const licenseId = await lose("lost_answer");
    const refusal = await refusalOf(activate("JN0001AAA"));
    expect(refusal.words.detail).toContain("in doubt");
    const { license, words } = await lookUp(licenseId);
    expect(license).toMatchObject({
      state: "active",
      hasKey: false,
      activationId: expect.stringMatching(/^ACT-/),
    });
    expect(words).toMatch(/^Juniper lists it as active since .* JAL portal\.$/);
    expect(vendor.calls(activatePath)).toBe(1);
    expect((await refusalOf(activate("JN0001AAA"))).words.detail).toContain("It is activated on this device");
    expect(await freeOfFirst()).toBe(6);
  });

  test("that Juniper never got is believed to be lost only when it cannot be on its way any more", async () => {
    const licenseId = await lose("reset");
    const early = await lookUp(licenseId);
    expect(early.license.state).toBe("activation_in_doubt");
    expect(early.words).toContain("so far");
    await timePassed(owner);
    const late = await lookUp(licenseId);
    expect(late.license.state).toBe("not_activated");
    expect(late.words).toBe("Juniper does not list it: nothing was taken. It may be activated again.");
    expect((await refusalOf(lookUp(licenseId))).code).toBe("conflict");
    expect((await activate("JN0001AAA")).license.state).toBe("active");
    expect(await freeOfFirst()).toBe(6);
  });

  test("of a process that was killed counts as in doubt after two minutes, not sooner", async () => {
    await activate("JN0001AAA");
    await owner`update licenses set state = 'activating', activation_id = null, sealed_key = null`;
    const [row] = await rows();
    await doubtOverdueLicenses();
    expect(await rows()).toMatchObject([{ state: "activating" }]);
    expect((await refusalOf(lookUp(String(row?.id)))).words.detail).toContain("on its way");
    await timePassed(owner);
    await doubtOverdueLicenses();
    expect(await rows()).toMatchObject([{ state: "activation_in_doubt" }]);
    expect((await lookUp(String(row?.id))).license.state).toBe("active");
  });
});

describe("releasing", () => {
  test("gives back what was taken, and erases key and file here", async () => {
    const { license } = await activate("JN0001AAA");
    const released = await release(license.licenseId);
    expect(released.license).toMatchObject({
      state: "released",
      hasKey: false,
      fileName: null,
      quantityReturned: 1,
      releaseReason: "device was sold",
    });
    expect(await freeOfFirst()).toBe(7);
    const [row] = await rows();
    expect(row).toMatchObject({ sealed_key: null, sealed_file: null, file_name: "JN0001AAA.lic" });
    const { events, file } = await detailOf(license.licenseId);
    expect(file).toBeNull();
    expect(events[0]?.words).toBe("Released; key and file were erased here");
    expect((await refusalOf(release(license.licenseId))).words.detail).toBe("It is released already.");
    expect((await activate("JN0001AAA")).license.state).toBe("active");
  });

  test("of one that was activated elsewhere goes by the id of the listing", async () => {
    await vendor.portal.activate("JN0002BBB");
    const [seen] = (await list({ search: "JN0002BBB" })).items;
    expect(seen).toMatchObject({ source: "vendor", state: "active", hasKey: false });
    const licenseId = seen?.licenseId ?? "";
    expect(licenseId).toMatch(/^seen~0100001234~GRP-77~ENT-000101~ACT-\d+~JN0002BBB$/);
    expect(await detailOf(licenseId)).toMatchObject({ source: "vendor", events: [] });
    const { license } = await release(licenseId);
    expect(license).toMatchObject({ licenseId, source: "vendor", state: "released", activatedBy: null });
    expect((await list({ search: "JN0002BBB" })).items).toMatchObject([{ licenseId, state: "released" }]);
    expect((await detailOf(licenseId)).events.map(({ words }) => words)).toEqual([
      "Released",
      "Release asked for",
      "Activated",
    ]);
    expect((await refusalOf(release(licenseId))).code).toBe("conflict");
    for (const strange of ["seen~x", "seen~0100001234~GRP-77~c~d~e", "lic_1"]) {
      expect((await refusalOf(release(strange))).code).toBe("not_found");
    }
  });

  test("that Juniper refuses leaves it as it was", async () => {
    const { license } = await activate("JN0001AAA");
    await vendor.portal.release("JN0001AAA");
    expect(await vendorErrorOf(release(license.licenseId))).toMatchObject({ kind: "refused" });
    expect(await rows()).toMatchObject([{ state: "active", release_reason: null }]);
    const { words } = await lookUp(license.licenseId);
    expect(words).toContain("it is released");
    expect(await rows()).toMatchObject([{ state: "released", sealed_key: null }]);
  });

  test.each([
    ["lost_answer", "released", "it is released"],
    ["reset", "active", "may be released again"],
  ] as const)("after %s is looked up, and is %s", async (fault, state, words) => {
    const { license } = await activate("JN0001AAA");
    vendor.sandbox.setFault({ fault, pathPrefix: revokePath, times: 1 });
    expect(await vendorErrorOf(release(license.licenseId))).toMatchObject({ mayHaveActed: true });
    const [row] = await rows();
    expect(row?.state).toBe("release_in_doubt");
    expect(row?.sealed_key).not.toBeNull();
    await timePassed(owner);
    const found = await lookUp(license.licenseId);
    expect(found.license.state).toBe(state);
    expect(found.words).toContain(words);
    expect(vendor.calls(revokePath)).toBe(1);
  });
});

describe("the list", () => {
  test("is ours and the vendor's, each once, without vouchers", async () => {
    const before = await list();
    expect(before.items.length).toBeGreaterThan(50);
    expect(before.items.every(({ activationId }) => !activationId?.startsWith("VCH"))).toBe(true);
    const { license } = await activate("JN0001AAA");
    const after = await list();
    expect(after.page.total).toBe(before.page.total + 1);
    expect(after.items[0]).toMatchObject({ licenseId: license.licenseId, status: "ACTIVE" });
    expect(new Set(after.items.map(({ licenseId }) => licenseId)).size).toBe(after.items.length);
  });

  test("filters, sorts and pages", async () => {
    const ends = await list({ sort: "endsAt", direction: "asc" });
    const dates = ends.items.flatMap(({ endsAt }) => endsAt ?? []);
    expect(dates).toEqual(dates.toSorted());
    expect(ends.items.at(-1)?.endsAt).toBeNull();
    const expired = await list({ standing: "expired" });
    expect(expired.items.length).toBeGreaterThan(0);
    expect(expired.items.every(({ endsAt }) => Date.parse(endsAt ?? "") < Date.now())).toBe(true);
    const soon = await list({ endsWithinDays: 30 });
    expect(soon.items.every(({ standing }) => standing === "expiring")).toBe(true);
    const first = await list({ entitlementId: "ENT-000101" });
    expect(first.page.total).toBe(3);
    const second = await list({ entitlementId: "ENT-000101", size: 2, page: 2 });
    expect(second.items).toEqual(first.items.slice(2));
  });

  test("is ours alone while Juniper is away and nothing is stored", async () => {
    await activate("JN0001AAA");
    await owner`truncate shared_answers, shared_changes`;
    vendor.sandbox.setFault({ fault: "unavailable" });
    const page = { page: 1, size: 50, sort: "serialNumber", direction: "asc" } as const;
    const { answer, staleBecause } = await listLicenses(reading, () => vendor.client, page);
    expect(answer.items).toMatchObject([{ serialNumber: "JN0001AAA" }]);
    expect(answer.group).toMatchObject({ complete: false, groupId: "GRP-77" });
    expect(staleBecause).toBeInstanceOf(VendorError);
    vendor.sandbox.clearFaults();
  });

  test("is ours alone when Juniper is not connected any more, and nothing when nothing is known", async () => {
    const page = { page: 1, size: 50, sort: "product", direction: "asc" } as const;
    const unconnected = () => {
      throw notConnected("juniper", ["JUNIPER_BASE_URL"]);
    };
    expect(await vendorErrorOf(listLicenses(reading, unconnected, page))).toMatchObject({
      kind: "not_connected",
    });
    await activate("JN0001AAA");
    const { answer } = await listLicenses(reading, unconnected, page);
    expect(answer.items).toMatchObject([{ serialNumber: "JN0001AAA", state: "active" }]);
    expect(answer.group).toMatchObject({ customerId: "0100001234", groupId: "GRP-77", complete: false });
  });

  test("shows what somebody released elsewhere as released", async () => {
    const { license } = await activate("JN0001AAA");
    await vendor.portal.release("JN0001AAA");
    await readGroup(reading, vendor.client, {}, { anew: true });
    await owner`update shared_answers set answered_at = answered_at - interval '1 hour'`;
    expect((await list({ search: "JN0001AAA" })).items).toMatchObject([
      { licenseId: license.licenseId, state: "released", status: "REVOKED" },
    ]);
    expect((await activate("JN0001AAA")).license.state).toBe("active");
    expect(await rows()).toMatchObject([{ state: "released", sealed_key: null }, { state: "active" }]);
  });
});
