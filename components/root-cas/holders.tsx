import { Link } from "@/components/ui/link";
import type { RootCaHolders } from "@/lib/contract/root-cas";
import { rootCaPath } from "./paths";

/** So many are named in a dialog. */
const namedMax = 8;

function More({ count, href }: { count: number; href: string }) {
  if (count <= 0) return null;
  return (
    <li>
      <Link href={href}>{count.toLocaleString("en-US")} more</Link>
    </li>
  );
}

/** What holds a root CA, with the way to each, and what to do about it. */
export function Holders({ caName, holders }: { caName: string; holders: RootCaHolders }) {
  const { devices, deviceCount: count, deviceProfiles } = holders;
  const shown = devices.slice(0, namedMax);
  return (
    <div className="flex flex-col gap-3">
      {count > 0 && (
        <div>
          <p className="font-medium">Devices</p>
          <ul aria-label="Devices that hold it" className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
            {shown.map((uid) => (
              <li key={uid}>
                <Link href={`/devices/${uid}/certificate`} className="font-mono text-12">
                  {uid}
                </Link>
              </li>
            ))}
            <More count={count - shown.length} href={rootCaPath(caName, "devices")} />
          </ul>
          <p className="mt-1 text-soft">
            Move them to another root CA, or remove their certificates; both take the next heartbeat.
          </p>
        </div>
      )}
      {deviceProfiles.length > 0 && (
        <div>
          <p className="font-medium">Device profiles</p>
          <ul aria-label="Device profiles that hold it" className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
            {deviceProfiles.map(({ deviceProfileUid, profileName }) => (
              <li key={deviceProfileUid}>
                <Link href={`/device-profiles/${encodeURIComponent(deviceProfileUid)}`}>{profileName}</Link>
              </li>
            ))}
          </ul>
          <p className="mt-1 text-soft">
            Choose another root CA in their bootstrap provisioning, or delete it.
          </p>
        </div>
      )}
    </div>
  );
}
