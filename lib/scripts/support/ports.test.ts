import { once } from "node:events";
import { createServer } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { freePort } from "@/lib/db/embedded/free-port";
import { choosePort } from "./ports";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

test("takes the wanted port when it is free", async () => {
  const port = await freePort();
  vi.stubEnv("PORT", String(port));
  expect(await choosePort()).toBe(port);
});

test("says that the wanted port is taken, and takes the next free one", async () => {
  const said = vi.spyOn(console, "log").mockReturnValue();
  const port = await freePort();
  const squatter = createServer().listen(port, "127.0.0.1");
  await once(squatter, "listening");
  vi.stubEnv("PORT", String(port));
  expect(await choosePort()).toBeGreaterThan(port);
  expect(said.mock.calls.flat().join()).toContain(`Port ${port} is taken`);
  squatter.close();
});
