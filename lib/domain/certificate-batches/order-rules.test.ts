import { describe, expect, test } from "vitest";
import type { GeneratorOrder } from "@/lib/contract/batches";
import type { CertificateProfile } from "@/lib/contract/certificate-profiles";
import { checkOrder, withoutBlanks } from "./order-rules";
import { certificateProfile, numericGenerator, order, profileParameters, rules } from "./testing/orders";

const check = (changes: Partial<GeneratorOrder>, profile: Partial<CertificateProfile> = {}) =>
  checkOrder({ ...order, ...changes }, { ...rules, profile: { ...certificateProfile, ...profile } });

test("the order of the vendor's guide is sound", () => {
  expect(check({})).toEqual({ errors: [], warnings: [], unchecked: [] });
});

describe("generator parameters", () => {
  test("a value of the wrong form is named by its path, in the vendor's words", () => {
    expect(check({ generatorParameters: { startValue: "007", increment: "0" } }).errors).toEqual([
      { path: "generatorParameters.startValue", message: "Please enter a valid positive number" },
      { path: "generatorParameters.increment", message: "Please enter a valid positive number" },
    ]);
  });

  test("a required value is asked for by its label", () => {
    expect(check({ generatorParameters: { startValue: "" } }).errors).toEqual([
      { path: "generatorParameters.startValue", message: "Start Value is required." },
      { path: "generatorParameters.increment", message: "Increment is required." },
    ]);
  });

  test("a value nobody asked for is refused", () => {
    const errors = [
      { path: "generatorParameters.prefix", message: "The vendor does not know this parameter." },
    ];
    expect(check({ generatorParameters: { ...order.generatorParameters, prefix: "A" } }).errors).toEqual(
      errors,
    );
  });

  test("names of what every object has are nothing special", () => {
    const parameters = [{ ...numericGenerator.parameters[0], name: "constructor", label: "Constructor" }];
    const generators = [{ ...numericGenerator, parameters }] as typeof rules.generators;
    expect(checkOrder({ ...order, generatorParameters: {} }, { ...rules, generators }).errors).toEqual([
      { path: "generatorParameters.constructor", message: "Constructor is required." },
    ]);
  });

  test("another profile's generator is refused", () => {
    expect(check({ generatorId: 9 }).errors).toEqual([
      { path: "generatorId", message: "This certificate profile does not have this generator." },
    ]);
  });
});

describe("profile parameters", () => {
  const withValue = (name: string, value: string) => check({ profileParameters: { [name]: value } });

  test("a choice is one of those published", () => {
    expect(withValue("years", "4").errors).toEqual([
      { path: "profileParameters.years", message: "Valid integer values: 1,2,3" },
    ]);
  });

  test("without a message of the vendor's the form itself is named", () => {
    expect(withValue("additionalInformation", "x".repeat(65)).errors).toEqual([
      {
        path: "profileParameters.additionalInformation",
        message: "Additional information must have the form ^(.{0,64})$.",
      },
    ]);
    const choice = profileParameters.map((parameter) => ({ ...parameter, message: "" }));
    const found = checkOrder(
      { ...order, profileParameters: { years: "4" } },
      { ...rules, profileParameters: choice },
    );
    expect(found.errors).toEqual([{ path: "profileParameters.years", message: "Choose one of 1, 2, 3." }]);
  });

  test("an optional value may be left blank, whatever its pattern", () => {
    expect(check({ profileParameters: { years: "", passphrase: "" } })).toEqual({
      errors: [],
      warnings: [],
      unchecked: [],
    });
  });

  test("a pattern that cannot be checked here is left to the vendor, and said so", () => {
    expect(withValue("passphrase", "short")).toEqual({
      errors: [],
      warnings: [],
      unchecked: [
        { path: "profileParameters.passphrase", message: "Not checked here. The vendor will check it." },
      ],
    });
  });

  test("a secret is never repeated in a finding", () => {
    const secret = "hunter2\nhunter3";
    const findings = check({ profileParameters: { pkcs12Password: secret, passphrase: secret } });
    expect(findings.errors).toHaveLength(1);
    expect(JSON.stringify(findings)).not.toContain("hunter");
  });
});

describe("size, name and balance", () => {
  test("the contract's own shape is part of it", () => {
    expect(check({ batchSize: 0, batchName: " " }).errors).toEqual([
      { path: "batchName", message: "A batch needs a name." },
      { path: "batchSize", message: "A batch holds at least one certificate." },
    ]);
    expect(check({ batchSize: 50_001 }, { balance: 0 }).errors).toEqual([
      { path: "batchSize", message: "A batch holds at most 50,000 certificates." },
    ]);
  });

  test("more than the balance is refused with both numbers", () => {
    expect(check({ batchSize: 2_751 }).errors).toEqual([
      { path: "batchSize", message: "The balance is 2,750, and this batch needs 2,751." },
    ]);
    expect(check({ batchSize: 2_750 }).errors).toEqual([]);
  });

  test("a balance of 0 only warns: the vendor's own guide shows it", () => {
    const { errors, warnings } = check({}, { balance: 0 });
    expect(errors).toEqual([]);
    expect(warnings).toMatchObject([{ path: "certificateProfileId" }]);
  });

  test("a disabled profile is refused", () => {
    expect(check({}, { enabled: false }).errors).toEqual([
      { path: "certificateProfileId", message: "This certificate profile is disabled." },
    ]);
  });

  test("a sequence that outgrows the common name is refused before it is paid for", () => {
    const most = "9".repeat(64);
    expect(check({ generatorParameters: { startValue: most, increment: "1" }, batchSize: 1 }).errors).toEqual(
      [],
    );
    expect(check({ generatorParameters: { startValue: most, increment: "1" }, batchSize: 2 }).errors).toEqual(
      [
        {
          path: "generatorParameters.startValue",
          message: "The last common name would have 65 digits; a certificate allows 64.",
        },
      ],
    );
  });
});

test("blank values are left out of what is sent", () => {
  const blank = { ...order, profileParameters: { years: "", additionalInformation: "x" } };
  expect(withoutBlanks(blank)).toEqual({ ...order, profileParameters: { additionalInformation: "x" } });
});
