import { afterEach, expect, test, vi } from "vitest";
import { Certificates, type HeldCertificate } from "./certificates";
import { OwnTrouble } from "./own-trouble";

const held = (id: string): HeldCertificate => ({
  id,
  certificate: { certificatePem: `certificate ${id}`, privateKeyPem: `key ${id}` },
});
const [first, second] = [held("first"), held("second")];

function kept(...all: HeldCertificate[]) {
  const supply = {
    inOrder: vi.fn(async () => all),
    insteadOf: vi.fn(async (_refusedId: string, _usedId: string) => {}),
    worked: vi.fn(async (_id: string) => {}),
  };
  return { supply, certificates: new Certificates(supply) };
}

afterEach(() => {
  vi.useRealTimers();
});

const ids = async (certificates: Certificates) => (await certificates.inOrder()).map(({ id }) => id);

test("one that was turned down comes last for five minutes", async () => {
  vi.useFakeTimers();
  const { certificates } = kept(first, second);
  certificates.refused(first);
  expect(await ids(certificates)).toEqual(["second", "first"]);
  vi.advanceTimersByTime(300_001);
  expect(await ids(certificates)).toEqual(["first", "second"]);
});

test("one that works again comes first again", async () => {
  const { certificates } = kept(first, second);
  certificates.refused(first);
  certificates.worked(first);
  expect(await ids(certificates)).toEqual(["first", "second"]);
});

test("its keeper is told once, after what was used instead; again when it could not take it", async () => {
  const { certificates, supply } = kept(first, second);
  supply.worked.mockRejectedValueOnce(new Error("the database is away"));
  certificates.usedInstead(second, [first]);
  certificates.worked(second);
  await new Promise(setImmediate);
  expect(supply.insteadOf).toHaveBeenCalledExactlyOnceWith("first", "second");
  expect(supply.insteadOf).toHaveBeenCalledBefore(supply.worked);
  for (let calls = 0; calls < 3; calls++) {
    certificates.worked(second);
    await new Promise(setImmediate);
  }
  expect(supply.worked).toHaveBeenCalledTimes(2);
});

test("a keeper in trouble is our trouble; a file that cannot be read is told as that", async () => {
  const { certificates, supply } = kept();
  supply.inOrder.mockRejectedValueOnce(new Error("the database is away"));
  await expect(certificates.inOrder()).rejects.toThrow(OwnTrouble);
  const unreadable = Object.assign(new Error("a TLS file cannot be read"), { code: "TLS_FILE_UNREADABLE" });
  supply.inOrder.mockRejectedValueOnce(unreadable);
  await expect(certificates.inOrder()).rejects.toBe(unreadable);
});
