import { describe, expect, test } from "vitest";
import type { GeneratorOrder } from "@/lib/contract/batches";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import { orderFromGenerator } from "./order-from-generator";
import { order as guidesOrder } from "./testing/orders";
import { callsOf, notes, permit, refusalOf, sandboxWithClient } from "./testing/sandbox";

const password = "correct-horse-battery";
const order: GeneratorOrder = {
  ...guidesOrder,
  batchName: "Line 4",
  profileParameters: { years: "1", deviceClass: "Test", pkcs12Password: password },
};

const createCall = "PUT /api/v1/batches";

test("the name is searched first, then the order is sent once", async () => {
  const { sandbox, client } = await sandboxWithClient();
  const { note, noted } = notes();
  const batch = await orderFromGenerator(permit(), note, client, order);
  expect(batch).toMatchObject({
    batchName: "Line 4",
    size: 10,
    statusClass: "waiting",
    downloadable: false,
    generatorParameters: { startValue: "5", increment: "1" },
  });
  expect(noted).toEqual({ batchId: batch.batchId, orderNumber: batch.orderNumber });
  const calls = callsOf(sandbox);
  expect(calls.slice(-2)).toEqual(["POST /api/v1/batches?profileId=11", createCall]);
  expect(calls.filter((call) => call === createCall)).toHaveLength(1);
});

test("blank optional values are not sent", async () => {
  const { sandbox, client } = await sandboxWithClient();
  await orderFromGenerator(permit(), notes().note, client, {
    ...order,
    profileParameters: { ...order.profileParameters, years: "", additionalInformation: "" },
  });
  const sent = sandbox.calls("sectigo").findLast(({ method }) => method === "PUT");
  expect(sent?.body).toMatchObject({
    profileId: 11,
    profileParams: { deviceClass: "Test", pkcs12Password: expect.any(String) },
  });
  expect(sent?.body).not.toHaveProperty("profileParams.years");
});

describe("refused before anything is sent", () => {
  const refuse = async (changes: Partial<GeneratorOrder>) => {
    const { sandbox, client } = await sandboxWithClient();
    const refusal = await refusalOf(
      orderFromGenerator(permit(), notes().note, client, { ...order, ...changes }),
    );
    expect(callsOf(sandbox)).not.toContain(createCall);
    return refusal;
  };

  test("values that break the published rules, each at its field", async () => {
    const { code, words } = await refuse({
      generatorParameters: { startValue: "05", increment: "1" },
      profileParameters: { years: "9" },
    });
    expect(code).toBe("invalid_input");
    expect(words.errors?.map(({ path }) => path)).toEqual([
      "generatorParameters.startValue",
      "profileParameters.years",
    ]);
    expect(words.next).toContain("Nothing was ordered.");
  });

  test("more certificates than the balance has", async () => {
    const { words } = await refuse({ certificateProfileId: 12, batchSize: 3_000, profileParameters: {} });
    expect(words.errors).toEqual([
      { path: "batchSize", message: "The balance is 2,750, and this batch needs 3,000." },
    ]);
  });

  test("a disabled or unknown certificate profile", async () => {
    expect((await refuse({ certificateProfileId: 17, batchSize: 1 })).words.detail).toContain("disabled");
    // 4 is the vendor's own profileId of 11, which no call takes.
    expect((await refuse({ certificateProfileId: 4 })).words.errors).toEqual([
      { path: "certificateProfileId", message: "There is no such certificate profile in our account." },
    ]);
  });

  test("a name that exists, in any case of its letters, with the batch to look at", async () => {
    const { code, words } = await refuse({ batchName: "EXAMPLE" });
    expect(code).toBe("conflict");
    expect(words.detail).toContain("Batch 186 is already called “Example”");
    expect(words.next).toContain("/batches/186");
    expect(words.errors).toEqual([{ path: "batchName", message: "Batch 186 has this name." }]);
  });

  test("an error repeats no password", async () => {
    const { words, stack } = await refuse({
      generatorParameters: {},
      profileParameters: { pkcs12Password: `${password}\n` },
    });
    expect(words.errors?.map(({ path }) => path)).toContain("profileParameters.pkcs12Password");
    expect(JSON.stringify(words) + stack).not.toContain(password);
  });
});

test("a name that others only contain is new", async () => {
  const { client } = await sandboxWithClient();
  const batch = await orderFromGenerator(permit(), notes().note, client, { ...order, batchName: "Exam" });
  expect(batch.batchName).toBe("Exam");
});

describe("after a lost answer", () => {
  test("the outcome is unknown, the way to find out names the batch, and nothing is repeated", async () => {
    const { sandbox, client } = await sandboxWithClient();
    sandbox.setFault({ vendor: "sectigo", fault: "lost_answer", method: "PUT" });
    const { note, noted } = notes();
    const { code, words, stack } = await refusalOf(orderFromGenerator(permit(), note, client, order));
    expect(code).toBe("outcome_unknown");
    expect(words.next).toContain("look for a batch called “Line 4”");
    expect(noted).toEqual({ lostBy: "connection_lost", vendorStatus: null });
    expect(JSON.stringify(words) + stack).not.toContain(password);
    expect(callsOf(sandbox).filter((call) => call === createCall)).toHaveLength(1);
  });

  test("ordering again finds the batch by its name and spends nothing", async () => {
    const { sandbox, client } = await sandboxWithClient();
    sandbox.setFault({ vendor: "sectigo", fault: "lost_answer", method: "PUT", times: 1 });
    await refusalOf(orderFromGenerator(permit(), notes().note, client, order));
    const { code, words } = await refusalOf(orderFromGenerator(permit(), notes().note, client, order));
    expect(code).toBe("conflict");
    expect(words.next).toContain("it may be this very order, sent before");
    expect(callsOf(sandbox).filter((call) => call === createCall)).toHaveLength(1);
  });

  test.each(["hang_mid_body", "reset_mid_body", "invalid_json", "wrong_shape", "server_error"] as const)(
    "%s leaves it unknown too",
    async (fault) => {
      const { sandbox, client } = await sandboxWithClient({}, { writeDeadlineMs: 1_000 });
      sandbox.setFault({ vendor: "sectigo", fault, method: "PUT" });
      const running = orderFromGenerator(permit(), notes().note, client, order);
      expect((await refusalOf(running)).code).toBe("outcome_unknown");
    },
  );

  test("a clear no stays a clear no", async () => {
    const { sandbox, client } = await sandboxWithClient();
    sandbox.setFault({ vendor: "sectigo", fault: "rate_limited", method: "PUT" });
    const error = await orderFromGenerator(permit(), notes().note, client, order).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(VendorError);
    expect(error).toMatchObject({ kind: "busy", mayHaveActed: false });
  });

  test("the vendor's own refusal keeps its words, without the password", async () => {
    const { client } = await sandboxWithClient();
    const error = await orderFromGenerator(permit(), notes().note, client, {
      ...order,
      profileParameters: { pkcs12Password: "abc" },
    }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: "refused", vendorText: expect.stringContaining("at least 6") });
  });
});

test("the same name ordered many times at once is ordered once", async () => {
  const { sandbox, client } = await sandboxWithClient();
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, () => orderFromGenerator(permit(), notes().note, client, order)),
  );
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(callsOf(sandbox).filter((call) => call === createCall)).toHaveLength(1);
});
