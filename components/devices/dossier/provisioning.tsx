"use client";

import { Section } from "@/components/patterns/section";
import { Link } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import { useNow } from "@/components/ui/use-now";
import type { Device } from "@/lib/contract/devices";
import { deviceStanding, type StandingState } from "@/lib/domain/heartbeat/standing";
import { devicePage } from "../device-address";

const kinds = { applied: "ok", pending: "waiting", overdue: "attention" } as const satisfies Record<
  StandingState,
  string
>;

/** How far what is wanted of the device has come; setting by setting it is told on a tab of its own. */
export function DeviceProvisioning({ device: { rotPublicUid, desired, current } }: { device: Device }) {
  const nowMs = useNow(60_000);
  if (nowMs === null) return null;
  const { standing, settings } = deviceStanding({ desired, current, nowMs });
  return (
    <Section
      title="Provisioning"
      actions={<Link href={`${devicePage(rotPublicUid)}/provisioning`}>Show settings</Link>}
    >
      {standing === null ? (
        <p className="text-13 text-muted">Nothing is wanted of this device.</p>
      ) : (
        <Status kind={kinds[standing.state]} className="items-start">
          {standing.words}
        </Status>
      )}
      <ul className="flex flex-col gap-1 text-13">
        {settings.map(({ key, label, wanted, confirmed }) => (
          <li key={key} className="flex flex-wrap justify-between gap-x-4 border-t border-line py-1.5">
            <span className="text-muted">{label}</span>
            <span className="[overflow-wrap:anywhere]">
              {confirmed?.words ?? "not set"}
              {wanted !== null && wanted.value !== confirmed?.value && ` → ${wanted.words}`}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
