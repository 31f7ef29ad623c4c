import fc from "fast-check";
import { expect, test } from "vitest";
import { settableFeature } from "@/lib/contract/provisioning";
import { propertiesOf } from "./properties";
import { provisioningBody, settingsIn } from "./provisioning-settings";

test("is written in the one form, and what is not set is left out", () => {
  const settings = {
    features: [
      { name: "LocalC2C" as const, enabled: true },
      { name: "ZTPV1" as const, enabled: false },
    ],
    heartbeatSeconds: 3_600,
    rootCaName: "example.com",
  };
  expect(provisioningBody(settings)).toEqual({
    Authorizations: [
      { Name: "LocalC2C", State: "ENABLED" },
      { Name: "ZTPV1", State: "DISABLED" },
    ],
    NetworkParameters: [{ Name: "SecurityHeartbeatInSec", Value: 3_600 }],
    Zerotouch: { CAName: "example.com" },
  });
  expect(provisioningBody({ features: [], heartbeatSeconds: null, rootCaName: null })).toEqual({});
  expect(provisioningBody({ ...settings, features: [], rootCaName: null })).toEqual({
    NetworkParameters: [{ Name: "SecurityHeartbeatInSec", Value: 3_600 }],
  });
});

test("what is written is read again as it was", () => {
  const features = fc
    .uniqueArray(fc.constantFrom(...settableFeature.options))
    .chain((names) =>
      fc
        .array(fc.boolean(), { minLength: names.length, maxLength: names.length })
        .map((states) => names.map((name, index) => ({ name, enabled: states[index] ?? false }))),
    );
  fc.assert(
    fc.property(
      features,
      fc.option(fc.integer({ min: 1 })),
      fc.option(fc.stringMatching(/^[\w.-]{1,45}$/)),
      (features, heartbeatSeconds, rootCaName) => {
        const settings = { features, heartbeatSeconds, rootCaName };
        expect(settingsIn(propertiesOf(provisioningBody(settings)))).toEqual(settings);
      },
    ),
  );
});

test("leaves out what cannot be set, and reads a heartbeat however it is written", () => {
  const properties = propertiesOf({
    Authorizations: [
      { Name: "Evaluation", State: "ENABLED" },
      { Name: "LocalDPR", State: "DISABLED" },
    ],
    NetworkParameters: { SecurityHeartbeatInSec: "604800", Other: 1 },
  });
  expect(settingsIn(properties)).toEqual({
    features: [{ name: "LocalDPR", enabled: false }],
    heartbeatSeconds: 604_800,
    rootCaName: null,
  });
  const odd = propertiesOf({ NetworkParameters: [{ Name: "SecurityHeartbeatInSec", Value: "weekly" }] });
  expect(settingsIn(odd)?.heartbeatSeconds).toBeNull();
  expect(settingsIn(null)).toEqual({ features: [], heartbeatSeconds: null, rootCaName: null });
});
