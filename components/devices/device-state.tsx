import { Status } from "@/components/ui/status";
import type { DeviceSummary } from "@/lib/contract/devices";
import { deviceStanding } from "./device-standing";

/** A device's state as the list and its page show it. */
export function DeviceState({
  device,
  variant,
}: {
  device: Pick<DeviceSummary, "state" | "blacklisted">;
  variant?: "badge";
}) {
  const standing = deviceStanding(device);
  if (standing === undefined) return <span className="text-muted">not told</span>;
  return (
    <Status kind={standing.kind} variant={variant}>
      {standing.word}
    </Status>
  );
}
