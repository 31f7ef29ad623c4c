import { once } from "node:events";
import { Agent, get, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isDraining } from "@/lib/http/lifecycle";
import { type HttpServer, type HttpServerOptions, startHttpServer } from "./http-server";

let server: HttpServer | undefined;
/** Resolves when a request has reached the handler; `finish` lets it be answered. */
let arrived: PromiseWithResolvers<void>;
let finish: PromiseWithResolvers<void>;
const agent = new Agent({ keepAlive: true });

beforeEach(() => {
  arrived = Promise.withResolvers();
  finish = Promise.withResolvers();
  delete (globalThis as { munimentIsDraining?: boolean }).munimentIsDraining;
});

afterEach(async () => {
  finish.resolve();
  await server?.stop();
  agent.destroy();
});

async function start(options: Partial<HttpServerOptions> = {}): Promise<HttpServer> {
  server = await startHttpServer({
    host: "127.0.0.1",
    port: 0,
    prepare: async () => async (request, response) => {
      if (request.url === "/slow") {
        arrived.resolve();
        response.write("first ");
        await finish.promise;
      }
      response.end("last");
    },
    ...options,
  });
  return server;
}

async function ask(path: string): Promise<IncomingMessage> {
  const [response]: IncomingMessage[] = await once(
    get({ host: "127.0.0.1", port: server?.port, path, agent }),
    "response",
  );
  if (response === undefined) throw new Error("no answer");
  return response;
}

test("stopping lets a running request finish and takes no new connection", async () => {
  const { stop, port } = await start();
  const running = await ask("/slow");
  await arrived.promise;
  let stopped = false;
  const stopping = stop().then(() => {
    stopped = true;
  });
  expect(isDraining()).toBe(true);
  const [refused]: NodeJS.ErrnoException[] = await once(connect(port, "127.0.0.1"), "error").catch(
    (error) => [error],
  );
  expect(refused?.code).toBe("ECONNREFUSED");
  expect(stopped).toBe(false);
  finish.resolve();
  expect(await text(running)).toBe("first last");
  await stopping;
});

test("stopping does not wait for idle connections", async () => {
  const { stop } = await start();
  await text(await ask("/quick"));
  const startedAt = performance.now();
  await stop();
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});

test("a request that does not finish in time is cut, visibly", async () => {
  const { stop } = await start({ drainWithinMs: 100 });
  const running = await ask("/slow");
  await stop();
  await expect(text(running)).rejects.toMatchObject({ code: "ECONNRESET" });
});

test("a lane answers before the handler, and what it leaves goes on", async () => {
  await start({
    lanes: [
      (request, response) => {
        if (request.url !== "/lane") return false;
        response.end("from the lane");
        return true;
      },
    ],
  });
  expect(await text(await ask("/lane"))).toBe("from the lane");
  expect(await text(await ask("/other"))).toBe("last");
});

test("a taken port is named with what to do", async () => {
  const { port } = await start();
  await expect(
    startHttpServer({ host: "127.0.0.1", port, prepare: async () => async () => {} }),
  ).rejects.toThrow(`Port ${port} is taken by another program. Set PORT to a free one.`);
});

test("a handler that fails ends its own connection and nothing else", async () => {
  await start({
    prepare: async () => async (request, response) => {
      if (request.url === "/broken") throw new Error("broken");
      response.end("fine");
    },
  });
  await expect(ask("/broken")).rejects.toMatchObject({ code: "ECONNRESET" });
  expect(await text(await ask("/other"))).toBe("fine");
});

test("the last hop of X-Forwarded-For is the connection's own address, whatever the client wrote", async () => {
  let seen: string | string[] | undefined;
  const { port } = await start({
    prepare: async () => async (request, response) => {
      seen = request.headers["x-forwarded-for"];
      response.end();
    },
  });
  await fetch(`http://127.0.0.1:${port}/`, { headers: { "x-forwarded-for": "203.0.113.9" } });
  expect(seen).toBe("203.0.113.9, 127.0.0.1");
});
