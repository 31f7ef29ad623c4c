import { beforeEach, expect, test, vi } from "vitest";
import { signInAttempts } from "@/drizzle/schema/people";
import { ownerOfPassword } from "@/lib/access/password-sign-in";
import { currentSession } from "@/lib/access/session";
import { readSession, startSession } from "@/lib/access/sessions";
import { goodPassword, makePerson } from "@/lib/access/testing";
import { problemDocument } from "@/lib/contract/problem";
import { session as contract } from "@/lib/contract/users";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { asked } from "@/lib/http/testing";
import { logger } from "@/lib/log";
import { POST } from "./route";

vi.mock("@/lib/access/session", () => ({ currentSession: vi.fn() }));

await testDatabase();
logger().level = "silent";
const newPassword = "another good password 42";

beforeEach(async () => {
  await db().delete(signInAttempts);
});

async function signIn() {
  const person = await makePerson();
  const sessionId = await startSession(person.id, "192.0.2.1", new Date());
  vi.mocked(currentSession).mockImplementation(() => readSession(sessionId, "192.0.2.1"));
  return person;
}

const change = (currentPassword: string) =>
  POST(...asked(contract.changePassword, { body: { currentPassword, newPassword } }));
const codeOf = async (response: Response) => problemDocument.parse(await response.json()).code;

test("whoever knows the current password has the new one from now on", async () => {
  const { id, email } = await signIn();
  expect((await change(goodPassword)).status).toBe(200);
  expect(await ownerOfPassword({ email, password: newPassword, address: null })).toEqual({ id });
});

test("guesses count as those of signing in: after eight the right one is not tried either", async () => {
  const { id, email } = await signIn();
  for (let tries = 0; tries < 8; tries += 1)
    expect(await codeOf(await change("a guess"))).toBe("invalid_input");
  expect(await codeOf(await change(goodPassword))).toBe("throttled");
  expect(await ownerOfPassword({ email, password: goodPassword, address: "198.51.100.7" })).toEqual({ id });
});
