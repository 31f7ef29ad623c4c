import { expect, test } from "vitest";
import { visibleText } from "./visible-text";

test("line breaks, escapes and direction marks are shown instead of obeyed", () => {
  expect(visibleText("eve\n\u001b[31m\u202egnp.exe")).toBe("eve\\u{000a}\\u{001b}[31m\\u{202e}gnp.exe");
});

test("ordinary text in any script stays as it is", () => {
  expect(visibleText("Zoë · 山田 · مدير")).toBe("Zoë · 山田 · مدير");
});
