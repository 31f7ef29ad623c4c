import { Refusal, type UbloxContext } from "../router";
import type { Device } from "../state";

/** Calls that each device had under the quota that was set; setting another one starts anew. */
const spent = new WeakMap<Device, { readonly quota: number; calls: number }>();

/** Takes one certificate call from every device's quota, or from none and refuses. */
export function spendQuota({ settings }: UbloxContext, devices: readonly Device[]): void {
  const quota = settings.current().ublox.certificateQuota;
  if (quota === null) return;
  const accounts = devices.map((device) => {
    const known = spent.get(device);
    return { device, quota, calls: known?.quota === quota ? known.calls : 0 };
  });
  const empty = accounts.find(({ calls }) => calls >= quota);
  if (empty) {
    throw new Refusal(`Request aborted. Quota is exceeded for ROTPublicUID ${empty.device.rotPublicUid}`);
  }
  for (const { device, calls } of accounts) spent.set(device, { quota, calls: calls + 1 });
}
