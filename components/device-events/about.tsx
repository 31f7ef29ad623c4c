import { IdentifierText } from "@/components/patterns/identifier";
import { Link } from "@/components/ui/link";
import type { DeviceEvent } from "@/lib/contract/device-events";

/** What an event is about, with the way there: a device, or a root CA. */
export function About({
  event: { rotPublicUid, detail },
}: {
  event: Pick<DeviceEvent, "rotPublicUid" | "detail">;
}) {
  if (rotPublicUid !== null) {
    return (
      <Link href={`/devices/${rotPublicUid}`} prefetch={false}>
        <IdentifierText value={rotPublicUid} />
      </Link>
    );
  }
  if ("caName" in detail && detail.caName !== null) {
    return (
      <Link href={`/root-cas/${encodeURIComponent(detail.caName)}`} prefetch={false}>
        {detail.caName}
      </Link>
    );
  }
  return <span className="text-muted">not said</span>;
}
