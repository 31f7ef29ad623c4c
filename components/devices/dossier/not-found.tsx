"use client";

import { Page } from "@/components/patterns/dossier";
import { PageHead } from "@/components/patterns/page-head";
import { Blank } from "@/components/patterns/states";
import { ButtonLink, Link } from "@/components/ui/link";
import { type IdentifierReading, readingsOf } from "../identifier-readings";

const nouns = { rotPublicUid: "RoT UID", deviceSerialNumber: "device serial number" };

/** The vendor knows no such device: says so, offers what else the identifier may be, and the way back. */
export function DeviceNotFound({ deviceId, by }: Pick<IdentifierReading, "deviceId" | "by">) {
  const others = readingsOf(deviceId).filter((reading) => reading.by !== by || reading.deviceId !== deviceId);
  return (
    <Page>
      <PageHead title={<span className="font-mono">{deviceId}</span>} />
      <Blank
        title={`No device has this ${nouns[by]}`}
        actions={<ButtonLink href="/devices">Back to devices</ButtonLink>}
      >
        <p>
          u-blox does not know it. A device appears after its first contact with u-blox's security server.
        </p>
        {others.map((reading) => (
          <p key={reading.by}>
            <Link href={`/devices/${encodeURIComponent(reading.deviceId)}?by=${reading.by}`}>
              Look for the {nouns[reading.by]} <span className="font-mono">{reading.deviceId}</span>
              {reading.padded && ", with zeros put back"}
            </Link>
          </p>
        ))}
      </Blank>
    </Page>
  );
}
