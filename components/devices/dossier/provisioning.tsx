import { Section } from "@/components/patterns/section";
import { RelativeTime } from "@/components/patterns/time/timestamp";
import { Status } from "@/components/ui/status";
import { Tooltip } from "@/components/ui/tooltip";
import type { Device } from "@/lib/contract/devices";
import { durationWords, secondsWords } from "../duration-words";
import {
  heartbeatParameter,
  type ProvisioningRow,
  provisioningRows,
  type SettingSide,
} from "../provisioning-rows";

const cell = "border-t border-line py-2 pr-2 text-left align-top last:pr-0 sm:pr-4";

/** The heartbeat reads as a duration, with the exact seconds at hand; every other value as it is. */
function Value({ row, value }: { row: ProvisioningRow; value: string }) {
  const seconds = row.name === heartbeatParameter ? secondsWords(value) : undefined;
  if (seconds === undefined) return <span className="[overflow-wrap:anywhere]">{value}</span>;
  return (
    <Tooltip content={seconds}>
      <span
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the tooltip has to be reachable by keyboard
        tabIndex={0}
        className="tabular rounded-2 underline decoration-line-strong decoration-dotted underline-offset-3"
      >
        {durationWords(value)}
      </span>
    </Tooltip>
  );
}

function Side({ row, side, verb }: { row: ProvisioningRow; side: SettingSide | null; verb: string }) {
  if (side === null) return <span className="text-muted">not set</span>;
  return (
    <>
      <Value row={row} value={side.value} />
      {side.at !== null && (
        <span className="block text-12 text-muted">
          {verb} <RelativeTime value={side.at} />
        </span>
      )}
    </>
  );
}

function Row({ row }: { row: ProvisioningRow }) {
  return (
    <tr>
      <th scope="row" className={`${cell} font-normal`}>
        {row.label}
        {row.label !== row.name && row.kind === "feature" && (
          <span className="block font-mono text-12 text-muted">{row.name}</span>
        )}
        {row.pending && (
          <Status kind="waiting" className="mt-1 items-start text-12">
            Pending until the next security heartbeat
          </Status>
        )}
      </th>
      <td className={cell}>
        <Side row={row} side={row.wanted} verb="asked" />
      </td>
      <td className={cell}>
        <Side row={row} side={row.onDevice} verb="synced" />
      </td>
    </tr>
  );
}

/** What is wanted beside what the device has confirmed. */
export function DeviceProvisioning({ device: { desired, current } }: { device: Device }) {
  const rows = provisioningRows(desired, current);
  return (
    <Section
      title="Provisioning"
      description={rows.length > 0 && "What is wanted, beside what the device has confirmed."}
    >
      {rows.length === 0 ? (
        <p className="text-13 text-muted">Nothing is wanted of this device and nothing is set on it.</p>
      ) : (
        <table
          aria-label="Provisioning"
          className="w-full table-fixed border-separate border-spacing-0 text-13"
        >
          <thead className="text-12 text-muted">
            <tr>
              <th scope="col" className="w-[36%] pb-2 pr-2 text-left font-medium sm:w-2/5">
                Setting
              </th>
              <th scope="col" className="pb-2 pr-2 text-left font-medium">
                Wanted
              </th>
              <th scope="col" className="pb-2 text-left font-medium">
                On the device
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.key} row={row} />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
