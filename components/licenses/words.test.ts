import { expect, test } from "vitest";
import { licenses } from "@/lib/contract/licenses";
import { licenseWith } from "./testing";
import {
  actTitle,
  doubtWords,
  foundKind,
  isInDoubt,
  isReleasable,
  keptWords,
  productOf,
  returnedWords,
  stillToRemove,
  wasReleasedElsewhere,
  whyNotReleasable,
} from "./words";

test("what is in doubt is looked up, and nothing else is done with it", () => {
  const lost = licenseWith({ state: "activation_in_doubt" });
  expect([isInDoubt(lost), isReleasable(lost)]).toEqual([true, false]);
  expect(doubtWords(lost)).toEqual({
    title: "The answer to the activation was lost.",
    detail: "Look it up before anything else: a second activation might take a second license.",
  });
  expect(doubtWords(licenseWith({ state: "release_in_doubt" }))?.title).toBe(
    "The answer to the release was lost.",
  );
  expect(doubtWords(licenseWith())).toBeUndefined();
  expect([lost, licenseWith(), undefined].map(whyNotReleasable)).toEqual([
    "It is not active: there is nothing to give back.",
    undefined,
    undefined,
  ]);
  expect([isInDoubt(licenseWith()), isReleasable(licenseWith())]).toEqual([false, true]);
});

test("a look-up that finds nothing is no failure, one that leaves it open no success", () => {
  expect(foundKind({ state: "active" })).toBe("ok");
  expect(foundKind({ state: "not_activated" })).toBe("neutral");
  expect(foundKind({ state: "release_in_doubt" })).toBe("unknown");
});

test("a release without a time of ours was not done here", () => {
  expect(wasReleasedElsewhere(licenseWith({ state: "released" }))).toBe(true);
  expect(wasReleasedElsewhere(licenseWith({ state: "released", releasedAt: "2026-08-01T00:00:00Z" }))).toBe(
    false,
  );
  expect(wasReleasedElsewhere(licenseWith())).toBe(false);
});

test("what came back is told, and not made up", () => {
  expect(returnedWords({ quantityReturned: 2 })).toBe("2 came back to the entitlement.");
  expect(returnedWords({ quantityReturned: null })).toMatch(/does not say/);
});

test("what is kept here depends on who activated it and what was handed out", () => {
  expect(keptWords(licenseWith())).toBe("Key and file are kept sealed.");
  expect(keptWords(licenseWith({ fileName: null }))).toBe("The key is kept sealed; Juniper gave no file.");
  expect(keptWords(licenseWith({ hasKey: false }))).toBe("The file is kept sealed; Juniper gave no key.");
  expect(keptWords(licenseWith({ source: "vendor", hasKey: false, fileName: null }))).toMatch(/elsewhere/);
  expect(keptWords(licenseWith({ hasKey: false, fileName: null }))).toMatch(/with the activation only/);
  expect(keptWords(licenseWith({ hasKey: false, fileName: null, state: "activation_in_doubt" }))).toMatch(
    /was lost/,
  );
  expect(keptWords(licenseWith({ hasKey: false, fileName: null, state: "not_activated" }))).toBe(
    "There is neither key nor file.",
  );
});

test("what was given back may still be installed", () => {
  const released = licenseWith({ state: "released" });
  const doubtful = licenseWith({ state: "release_in_doubt" });
  const never = licenseWith({ state: "not_activated" });
  expect(stillToRemove([licenseWith(), released, never, doubtful])).toEqual([released, doubtful]);
});

test("it goes by the best name there is", () => {
  expect(productOf(licenseWith())).toBe("MX Series Advanced 1, 5 years");
  expect(productOf(licenseWith({ productDescription: null }))).toBe("S-MX-A1-5");
  expect(productOf({ productDescription: null, productSku: null, ssrn: null })).toBeNull();
});

test("every change that the history may hold has a title", () => {
  const changes = Object.values(licenses).filter(({ kind }) => kind !== "read");
  for (const { operationId } of changes) expect(actTitle(operationId)).not.toBe(operationId);
});
