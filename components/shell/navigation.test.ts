import { expect, test } from "vitest";
import { can, roles } from "@/lib/access/permissions";
import { consoleNavigation } from "./console-navigation";
import { isCurrent, navigationFor } from "./navigation";

const items = (role: (typeof roles)[number]) =>
  navigationFor(consoleNavigation, role).flatMap((group) => group.items);

test.each(roles)("the role %s sees only pages it may open, and no empty group", (role) => {
  for (const item of items(role)) expect(can(role, item.permission), item.label).toBe(true);
  for (const group of navigationFor(consoleNavigation, role)) expect(group.items.length).toBeGreaterThan(0);
});

test("an administrator sees every page, a requester does not see devices", () => {
  expect(items("admin")).toHaveLength(consoleNavigation.flatMap((group) => group.items).length);
  expect(items("requester").map((item) => item.path)).not.toContain("/devices");
});

test("no two pages share a path or a shortcut", () => {
  const all = consoleNavigation.flatMap((group) => group.items);
  const keys = all.flatMap((item) => item.key ?? []);
  expect(new Set(all.map((item) => item.path)).size).toBe(all.length);
  expect(new Set(keys).size).toBe(keys.length);
});

test("a page is current for itself and what lies below it, not for a longer word", () => {
  expect(isCurrent("/tags", "/tags")).toBe(true);
  expect(isCurrent("/tags", "/tags/downtown")).toBe(true);
  expect(isCurrent("/tags", "/tagsets")).toBe(false);
  expect(isCurrent("/", "/tags")).toBe(false);
});
