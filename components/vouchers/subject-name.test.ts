import { expect, test } from "vitest";
import { subjectName } from "./subject-name";

test.each([
  ["O=Acme, CN=registrar.example.com", "registrar.example.com"],
  ["CN=registrar.example.com,O=Acme", "registrar.example.com"],
  ["CN=Acme\\, Inc., C=US", "Acme, Inc."],
  ['CN="Acme, Inc.", C=US', "Acme, Inc."],
  ["O=Acme, SCN=no", "O=Acme, SCN=no"],
  ["", "without a subject"],
])("%j", (subject, name) => {
  expect(subjectName(subject)).toBe(name);
});
