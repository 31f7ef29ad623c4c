import { Facts } from "@/components/patterns/facts";
import { Identifier } from "@/components/patterns/identifier";
import { Section } from "@/components/patterns/section";
import type { Device } from "@/lib/contract/devices";
import { Explained } from "./explained";

/** The four numbers that u-blox's documents all call "serial number", each under its own name. */
export function DeviceSerialNumbers({ device: { identity, certificate } }: { device: Device }) {
  const number = (value: string | null | undefined, label: string, missing: string) =>
    value ? <Identifier value={value} label={label} /> : <span className="text-muted">{missing}</span>;
  const sealedWord = identity === null ? "not told" : "not sealed yet";
  return (
    <Section title="Serial numbers" description="Four different numbers; they are not interchangeable.">
      <Facts
        facts={[
          {
            label: "Device serial number",
            value: (
              <Explained help="Chosen by its owner and sealed into the device once; often the IMEI.">
                {number(identity?.deviceSerialNumber, "device serial number", sealedWord)}
              </Explained>
            ),
          },
          {
            label: "Module serial number",
            value: (
              <Explained help="Given to the module by u-blox.">
                {number(identity?.moduleSerialNumber, "module serial number", "not told")}
              </Explained>
            ),
          },
          {
            label: "Certificate serial number",
            value: (
              <Explained help="Of the certificate that is on the device now; each renewal brings a new one.">
                {number(certificate?.serialNumber, "certificate serial number", "no certificate")}
              </Explained>
            ),
          },
          {
            label: "SCL serial number",
            value: (
              <Explained help="Of the security context in the chip. u-blox names it only when it reports a suspicious device.">
                {number(undefined, "SCL serial number", "not told here")}
              </Explained>
            ),
          },
        ]}
      />
    </Section>
  );
}
