import { type Fact, Facts } from "@/components/patterns/facts";
import { Identifier, IdentifierText } from "@/components/patterns/identifier";
import { Section } from "@/components/patterns/section";
import { ExactTime, RelativeTime } from "@/components/patterns/time/timestamp";
import { Link } from "@/components/ui/link";
import type { Finding } from "@/lib/contract/findings";
import { reasonsOf } from "./words";

const unattributed = "UNATTRIBUTED DEVICE PROFILE";

function profileFact(deviceProfileUid: string | null) {
  if (deviceProfileUid === null) return null;
  if (deviceProfileUid === unattributed) return "None was sealed into the device";
  return (
    <Link href={`/device-profiles/${encodeURIComponent(deviceProfileUid)}`}>
      <IdentifierText value={deviceProfileUid} />
    </Link>
  );
}

const reportedWords = {
  true: "Yes",
  false: "Not any more, by the last check",
  null: "Not known: the last check did not see everything",
};

function factsOf(finding: Finding): Fact[] {
  const { rotPublicUid, deviceSerialNumber, imei, at } = finding;
  return [
    {
      label: "Device",
      value: (
        <Link href={`/devices/${rotPublicUid}`}>
          <IdentifierText value={rotPublicUid} />
        </Link>
      ),
    },
    {
      label: "Device profile",
      value: profileFact(finding.deviceProfileUid),
      missing: "not said by the vendor",
    },
    {
      label: "Device serial number",
      value: deviceSerialNumber && <Identifier value={deviceSerialNumber} label="device serial number" />,
      missing: "not said by the vendor",
    },
    {
      label: finding.kind === "clone" ? "IMEI of the other device" : "IMEI",
      value: imei && <Identifier value={imei} label="IMEI" />,
      missing: "not said by the vendor",
    },
    {
      label: "Happened",
      value: at && <ExactTime value={at} distance={false} />,
      missing: "not said by the vendor",
    },
    { label: "First seen here", value: <RelativeTime value={finding.firstSeenAt} /> },
    { label: "Last seen here", value: <RelativeTime value={finding.lastSeenAt} /> },
    { label: "Still reported", value: reportedWords[`${finding.stillReported}`] },
  ];
}

/** What u-blox says, what it means, and what to do about it. */
export function Evidence({ finding }: { finding: Finding }) {
  return (
    <>
      {reasonsOf(finding).map(({ short, word, meaning, toDo }) => (
        <Section key={short} title={short} description={meaning}>
          <div className="text-13">
            <h3 className="font-medium">What to do</h3>
            <ul className="mt-1 flex list-disc flex-col gap-1 pl-5 text-soft">
              {toDo.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ul>
            {word && (
              <p className="mt-2 text-12 text-muted [overflow-wrap:anywhere]">
                In u-blox's words <span className="font-mono">{word}</span>
              </p>
            )}
          </div>
        </Section>
      ))}
      <Section title="Evidence">
        <Facts facts={factsOf(finding)} />
      </Section>
    </>
  );
}
