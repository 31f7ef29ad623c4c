import { afterEach, expect, test } from "vitest";
import { completeEnv } from "@/lib/env";
import { cookieName, isSecure, sessionCookie } from "./cookies";

afterEach(() => {
  completeEnv({ APP_URL: "http://localhost:3000" });
});

test("under HTTPS every cookie is tied to this host", () => {
  completeEnv({ APP_URL: "https://muniment.example.com" });
  expect(isSecure()).toBe(true);
  expect(sessionCookie()).toBe("__Host-muniment.session");
  expect(cookieName("csrf")).toBe("__Host-muniment.csrf");
});

test("over plain HTTP the prefix is left out: browsers would refuse the cookie", () => {
  completeEnv({ APP_URL: "http://localhost:3000" });
  expect(isSecure()).toBe(false);
  expect(sessionCookie()).toBe("muniment.session");
});
