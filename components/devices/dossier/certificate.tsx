import { Facts } from "@/components/patterns/facts";
import { Identifier } from "@/components/patterns/identifier";
import { Section } from "@/components/patterns/section";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { Link } from "@/components/ui/link";
import type { Device } from "@/lib/contract/devices";
import { devicePage } from "../device-address";

/** The certificate on the device. */
export function DeviceCertificate({ device: { rotPublicUid, certificate } }: { device: Device }) {
  if (certificate === null) {
    return (
      <Section title="Certificate">
        <p className="text-13 text-muted">There is no certificate on this device.</p>
      </Section>
    );
  }
  const more = <Link href={`${devicePage(rotPublicUid)}/certificate`}>Renew, revoke, follow</Link>;
  const { caName, serialNumber, validityDays, expiresAt } = certificate;
  return (
    <Section title="Certificate" actions={more}>
      <Facts
        facts={[
          {
            label: "Root CA",
            value: <Link href={`/root-cas/${encodeURIComponent(caName)}`}>{caName}</Link>,
          },
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
