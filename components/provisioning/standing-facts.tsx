import { Facts } from "@/components/patterns/facts";
import { Notice } from "@/components/patterns/notice";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { durationWords, roughDuration, secondsWords } from "@/lib/domain/heartbeat/duration";
import type { DeviceStanding } from "@/lib/domain/heartbeat/standing";

const settings = (count: number) => `${count} ${count === 1 ? "setting is" : "settings are"}`;

/** What has not reached the device, and by when it should; nothing once all is applied. */
export function StandingNotice({ device }: { device: DeviceStanding }) {
  const { standing, counts } = device;
  if (standing === null || standing.state === "applied") return null;
  if (standing.overdueByMs !== null) {
    return (
      <Notice
        kind="attention"
        title={`${settings(counts.overdue)} overdue by ${roughDuration(standing.overdueByMs)}`}
      >
        By its own interval the device should have made contact by{" "}
        <ExactTime value={standing.expectedAt} distance={false} />. It may be switched off, out of coverage or
        without power; what is wanted stays wanted until it comes.
      </Notice>
    );
  }
  return (
    <Notice kind="waiting" title={`${settings(counts.pending)} pending until the next security heartbeat`}>
      {standing.expectedAt === null ? (
        "How often this device makes contact is not known: it goes by the vendor's default, or has confirmed no interval."
      ) : (
        <>
          Expected by <ExactTime value={standing.expectedAt} distance={false} />. The device makes contact by
          itself; nothing can make it do so earlier.
        </>
      )}
    </Notice>
  );
}

/** How often the device makes contact, and when it last did. */
export function HeartbeatFacts({ device }: { device: DeviceStanding }) {
  const { heartbeatSeconds, lastContactAt } = device;
  return (
    <Facts
      facts={[
        {
          label: "Heartbeat on device",
          value:
            heartbeatSeconds === null
              ? null
              : `${durationWords(heartbeatSeconds)} (${secondsWords(heartbeatSeconds)})`,
          missing: "none confirmed: the vendor's default, which it does not tell",
        },
        {
          label: "Last known contact",
          value: lastContactAt && <ExactTime value={lastContactAt} distance={false} />,
          missing: "none known",
        },
      ]}
    />
  );
}
