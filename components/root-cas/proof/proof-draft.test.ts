import { expect, test } from "vitest";
import { draftFrom, newProof, type ProofDraft, withCode } from "./proof-draft";

const made: ProofDraft = {
  step: 3,
  registrationCode: "code-1",
  made: { caName: "acme", certificatePem: "PEM", certificate: null, certificateProblem: "none", remarks: [] },
};

test("what was stored comes back, and nothing else does", () => {
  expect(draftFrom(JSON.stringify(made))).toEqual(made);
  for (const stored of [null, "", "{", "null", '{"step":4}', JSON.stringify({ ...made, made: {} })]) {
    expect(draftFrom(stored)).toEqual(newProof);
  }
});

test("a certificate belongs to the code it was made for", () => {
  expect(withCode(made, "code-1")).toEqual(made);
  expect(withCode(made, "code-2")).toEqual({ step: 3, registrationCode: "code-2", made: null });
});
