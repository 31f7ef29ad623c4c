import { expect, test } from "vitest";
import { wantedSettings } from "./provisioning";

test("what is not wanted is left open", () => {
  expect(wantedSettings.parse({ heartbeatSeconds: 3_600 })).toEqual({
    features: [],
    heartbeatSeconds: 3_600,
    rootCaName: null,
  });
  const features = [{ name: "ZTPV1", enabled: true }];
  expect(wantedSettings.parse({ features, rootCaName: "example.com" })).toEqual({
    features,
    heartbeatSeconds: null,
    rootCaName: "example.com",
  });
});

test.each([
  [{}],
  [{ features: [] }],
  [{ features: [{ name: "Evaluation", enabled: true }] }],
  [{ features: [{ name: "localdpr", enabled: true }] }],
  [
    {
      features: [
        { name: "LocalDPR", enabled: true },
        { name: "LocalDPR", enabled: false },
      ],
    },
  ],
  [{ heartbeatSeconds: 0 }],
  [{ heartbeatSeconds: 1.5 }],
  [{ heartbeatSeconds: "3600" }],
  [{ rootCaName: "two words" }],
])("%j cannot be wanted", (settings) => {
  expect(wantedSettings.safeParse(settings).success).toBe(false);
});
