import { expect, test } from "vitest";
import { env } from "@/lib/env";
import { clientAddress } from "./client-address";

const behind = (forwardedFor: string) => clientAddress(new Headers({ "x-forwarded-for": forwardedFor }));

test("the last hop counts: the ones before it are the client's word", () => {
  expect(behind("203.0.113.9")).toBe("203.0.113.9");
  expect(behind("10.0.0.1, 198.51.100.2 , 203.0.113.9")).toBe("203.0.113.9");
  expect(behind("127.0.0.1, 2001:db8::7")).toBe("2001:db8::7");
});

test("without one it is unknown", () => {
  expect(clientAddress(new Headers())).toBeNull();
  expect(behind("")).toBeNull();
  expect(behind("203.0.113.9, ")).toBeNull();
});

test("with a proxy of ours in front, the hop that it wrote counts", () => {
  const holder = globalThis as { munimentEnv?: unknown };
  const before = holder.munimentEnv;
  holder.munimentEnv = { ...env(), TRUSTED_PROXIES: 1 };
  try {
    expect(behind("10.9.9.9, 203.0.113.9, 127.0.0.1")).toBe("203.0.113.9");
    expect(behind("127.0.0.1")).toBeNull();
  } finally {
    holder.munimentEnv = before;
  }
});
