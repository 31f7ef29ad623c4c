import { describe, expect, test } from "vitest";
import type { Batch } from "@/lib/contract/batches";
import { isMoving } from "@/lib/contract/batches";
import { adviceFor, kindOf, nameOf, zipState } from "./batch-state";
import { sampleBatch } from "./testing";

const pending = sampleBatch({ vendorStatus: "Pending", statusClass: "waiting", downloadable: false });
const withheld = sampleBatch({ downloadable: false, needsAttention: true });
const stuck = (statusClass: Batch["statusClass"], vendorStatus: string, rejectReason: string | null = null) =>
  sampleBatch({ statusClass, vendorStatus, rejectReason, downloadable: false, needsAttention: true });

describe("the icon", () => {
  test("is green for a batch that is ready, and not while its download is withheld", () => {
    expect(kindOf(sampleBatch())).toBe("ok");
    expect(kindOf(withheld)).toBe("waiting");
  });

  test("is never green for a batch without a download", () => {
    for (const statusClass of ["ready", "collected", "partly", "expired", "other"] as const) {
      expect(kindOf(stuck(statusClass, "Any"))).not.toBe("ok");
    }
  });
});

describe("the zip", () => {
  test("is ready when the flag says so, whatever the word", () => {
    expect(zipState(sampleBatch({ statusClass: "other", vendorStatus: "Something new" }))).toBe("ready");
  });

  test("is not yet there for what moves, gone after its time, and none for what failed", () => {
    expect(zipState(pending)).toBe("not yet");
    expect(zipState(withheld)).toBe("not yet");
    expect(zipState(stuck("expired", "Zip removed after expiration"))).toBe("gone");
    expect(zipState(stuck("failed", "BROKEN"))).toBe("none");
  });
});

test("a batch moves while it waits and while its download is withheld", () => {
  expect([pending, withheld, sampleBatch(), stuck("rejected", "Rejected")].map(isMoving)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

describe("advice", () => {
  test("is silent about batches that wait or can be had whole", () => {
    expect(adviceFor(pending)).toBeUndefined();
    expect(adviceFor(sampleBatch())).toBeUndefined();
  });

  test("is given for every class of a batch that needs attention, with something to do", () => {
    for (const statusClass of [
      "ready",
      "partly",
      "expired",
      "rejected",
      "revoked",
      "failed",
      "collected",
      "other",
    ] as const) {
      expect(adviceFor(stuck(statusClass, "Word"))?.todo).toMatch(/\w{3}/);
    }
  });

  test("repeats the vendor's reason, and says so when there is none", () => {
    expect(adviceFor(stuck("rejected", "Rejected", "Ordered twice by mistake"))?.meaning).toBe(
      "Sectigo says: Ordered twice by mistake.",
    );
    expect(adviceFor(stuck("rejected", "Rejected"))?.meaning).toBe("Sectigo gives no reason.");
  });

  test("names the order for whoever is asked, or the batch when it has none", () => {
    expect(adviceFor(stuck("other", "Awaiting Countersignature"))?.todo).toContain("order 398");
    expect(adviceFor({ ...stuck("other", "Odd"), orderNumber: null })?.todo).toContain("batch 186");
  });

  test("tells of missing certificates also when the rest can be downloaded", () => {
    expect(adviceFor(sampleBatch({ statusClass: "partly", vendorStatus: "Batch Issued Partly" }))?.kind).toBe(
      "attention",
    );
  });
});

test("a batch without a name is called by its number", () => {
  expect(nameOf(sampleBatch({ batchName: "" }))).toBe("Batch 186");
});
