import { describe, expect, it } from "vitest";
import { DAY_MS } from "../../kit/clock";
import { createExpiryWatch } from "./expiry";
import { account, PARENT } from "./test-support";
import { newRootCa } from "./types";

/** An account of one device and one root CA, which ends in so many days. */
function watched(rootCaEndsInDays = 3_620) {
  const own = account([]);
  const { state, clock } = own;
  const device = own.carrier();
  const parent = newRootCa({
    name: PARENT,
    createdAtMs: clock.nowMs() + (rootCaEndsInDays - 3_650) * DAY_MS,
    validityDays: 3_650,
    deviceValidityDays: 365,
  });
  state.rootCas.clear();
  state.rootCas.set(PARENT, parent);
  state.devices.clear();
  state.devices.set(device.rotPublicUid, device);
  own.listenTo("DEVICE_CERTIFICATE_EXPIRATION_EVENT", "ROOTCA_EXPIRATION_EVENT");
  const watch = createExpiryWatch(own.context);
  return {
    ...own,
    device,
    /** Days that hooks are told of when the clock goes on by so many. */
    passing(days: number) {
      own.events.length = 0;
      clock.advance(days * DAY_MS);
      watch.warnOfExpiry();
      return [...own.events];
    },
  };
}

describe("warnings of an end", () => {
  it("come 60, 30 and 7 days before a device certificate's, once each", () => {
    const { passing, device } = watched();
    expect(passing(304)).toEqual([]);
    expect(passing(1)).toMatchObject([
      {
        EventType: "DEVICE_CERTIFICATE_EXPIRATION_EVENT",
        ROTPublicUID: device.rotPublicUid,
        Payload: {
          CertificateAuthorityName: PARENT,
          CertificateSerialNumber: device.certificate.serialNumber,
          DaysToExpiration: 60,
          ExpirationDate: "2027-03-02T08:00Z",
        },
      },
    ]);
    expect(passing(0)).toEqual([]);
    expect(passing(29)).toEqual([]);
    expect(passing(1)).toMatchObject([{ Payload: { DaysToExpiration: 30 } }]);
    expect(passing(23)).toMatchObject([{ Payload: { DaysToExpiration: 7 } }]);
    expect(passing(8)).toEqual([]);
  });

  it("tell the last one when the clock jumps over several, and none when the end is past", () => {
    expect(watched().passing(340)).toMatchObject([{ Payload: { DaysToExpiration: 30 } }]);
    expect(watched().passing(400)).toEqual([]);
  });

  it("come 180, 90, 60, 30, 7 and 0 days before a root CA's, with no device but how many it concerns", () => {
    const { passing } = watched(181);
    const [told, ...others] = passing(1);
    expect(others).toEqual([]);
    expect(told).not.toHaveProperty("ROTPublicUID");
    expect(told).toMatchObject({
      EventType: "ROOTCA_EXPIRATION_EVENT",
      Payload: {
        CertificateAuthorityName: PARENT,
        DaysToExpiration: 180,
        ExpirationDate: "2026-08-30T08:00:00",
        ProvisionedDevicesCount: 1,
      },
    });
    const days = [90, 30, 30, 23, 7].map((more) => passing(more));
    expect(days.map((events) => events.map(({ Payload }) => Payload))).toMatchObject(
      [90, 60, 30, 7, 0].map((DaysToExpiration) => [{ DaysToExpiration }]),
    );
  });
});
