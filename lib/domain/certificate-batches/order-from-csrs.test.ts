import { beforeAll, describe, expect, test } from "vitest";
import { inPieces, requestPem } from "@/lib/domain/csr/testing";
import { orderFromCsrs } from "./order-from-csrs";
import { callsOf, notes, permit, refusalOf, sandboxWithClient } from "./testing/sandbox";

let pems: string[];

beforeAll(async () => {
  pems = await Promise.all(
    Array.from({ length: 12 }, (_, index) => requestPem({ subject: `CN=meter-${index + 1}, O=Example` })),
  );
});

const uploadCall = "POST /api/v1/batches/upload?profileId=11";
const asOrder = (file: string, certificateProfileId = 11) => ({ certificateProfileId, file: inPieces(file) });

test.each([
  ["commas and LF", (all: string[]) => all.join(",")],
  ["CRLF without commas", (all: string[]) => all.join("").replaceAll("\n", "\r\n")],
  [
    "a byte order mark, blanks and the other name",
    (all: string[]) =>
      `\u{feff}${all.join(" ,\n\n").replaceAll("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST")}`,
  ],
])("a file with %s is sent in the form the vendor takes", async (_name, write) => {
  const { sandbox, client } = await sandboxWithClient();
  const { note, noted } = notes();
  const batch = await orderFromCsrs(permit(), note, client, asOrder(write(pems)));
  expect(batch).toMatchObject({ size: 12, statusClass: "waiting" });
  expect(noted).toEqual({ requests: 12, batchId: batch.batchId, orderNumber: batch.orderNumber });
  expect(callsOf(sandbox).filter((call) => call === uploadCall)).toHaveLength(1);
});

describe("refused as a whole before anything is sent", () => {
  const refuse = async (file: string, certificateProfileId?: number) => {
    const { sandbox, client } = await sandboxWithClient();
    const refusal = await refusalOf(
      orderFromCsrs(permit(), notes().note, client, asOrder(file, certificateProfileId)),
    );
    expect(callsOf(sandbox).some((call) => call.includes("/upload"))).toBe(false);
    return refusal;
  };

  test("when one request is bad, naming it by its position", async () => {
    const file = [...pems.slice(0, 3), pems[0], ...pems.slice(3)].join(",");
    const { code, words } = await refuse(file);
    expect(code).toBe("invalid_input");
    expect(words.detail).toBe("1 of the 13 requests has problems.");
    expect(words.errors).toEqual([
      {
        path: "file.4",
        message:
          "Its key is the same as that of request 1. Its common name is the same as that of request 1.",
      },
    ]);
  });

  test("when something else is in the file", async () => {
    const { words } = await refuse(`${pems.join("")}# end of list`);
    expect(words.errors).toMatchObject([{ path: "file" }]);
    expect(words.detail).toMatch(/^Line \d+: \d+ characters/);
  });

  test("when it is empty", async () => {
    expect((await refuse("")).words.detail).toBe("There is no certificate signing request in it.");
  });

  test("when a private key is in it, of which nothing is repeated", async () => {
    const { words, stack } = await refuse(
      `${pems[0]}-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n`,
    );
    expect(words.errors).toMatchObject([{ path: "file" }]);
    expect(JSON.stringify(words) + stack).not.toContain("c2VjcmV0");
  });

  test("when the certificate profile is disabled or unknown", async () => {
    expect((await refuse(pems.join(""), 17)).words.detail).toContain("disabled");
    expect((await refuse(pems.join(""), 999)).words.errors).toMatchObject([{ path: "certificateProfileId" }]);
  });
});

test("after a lost answer the outcome is unknown, with what to look for", async () => {
  const { sandbox, client } = await sandboxWithClient();
  sandbox.setFault({ vendor: "sectigo", fault: "lost_answer", pathPrefix: "/api/v1/batches/upload" });
  const { note, noted } = notes();
  const { code, words } = await refusalOf(orderFromCsrs(permit(), note, client, asOrder(pems.join(""))));
  expect(code).toBe("outcome_unknown");
  expect(words.next).toContain("the newest batches of ECC Device Certificate for one of 12 certificates");
  expect(noted).toMatchObject({ requests: 12, lostBy: "connection_lost" });
  expect(callsOf(sandbox).filter((call) => call === uploadCall)).toHaveLength(1);
});
