import { Facts } from "@/components/patterns/facts";
import { Identifier } from "@/components/patterns/identifier";
import { Section } from "@/components/patterns/section";
import { ExactTime } from "@/components/patterns/time/timestamp";
import type { Device } from "@/lib/contract/devices";

/** The certificate on the device. */
export function DeviceCertificate({ device: { certificate } }: { device: Device }) {
  if (certificate === null) {
    return (
      <Section title="Certificate">
        <p className="text-13 text-muted">There is no certificate on this device.</p>
      </Section>
    );
  }
  const { caName, serialNumber, validityDays, expiresAt } = certificate;
  return (
    <Section title="Certificate">
      <Facts
        facts={[
          { label: "Certificate authority", value: caName },
          {
            label: "Serial number",
            value: <Identifier value={serialNumber} label="certificate serial number" />,
          },
          {
            label: "Valid for",
            value: validityDays === null ? null : `${validityDays.toLocaleString("en-US")} days`,
            missing: "not told",
          },
          { label: "Expires", value: <ExactTime value={expiresAt} missing="not told" /> },
        ]}
      />
    </Section>
  );
}
