import "server-only";
import { ublox } from "@/lib/vendors/ublox/client";
import { listUidsOf } from "@/lib/vendors/ublox/devices";
import { walkPages } from "@/lib/vendors/ublox/pages";
import { pagesCameAgain } from "./pages-came-again";
import { remember } from "./remember";

const rememberedForMs = 30_000;
/** A list of events is for people; of more devices than this they export. */
export const taggedDevicesMax = 10_000;

export interface TaggedDevices {
  rotPublicUids: readonly string[];
  /** False when more devices carry the tag. */
  complete: boolean;
}

/** The devices that carry a tag now: only the vendor knows. @throws VendorError */
export function readTaggedDevices(requestId: string, tag: string): Promise<TaggedDevices> {
  return remember(`tag ${tag.toLowerCase()}`, rememberedForMs, async () => {
    const client = ublox();
    const stuck = () => pagesCameAgain("POST /device/rotpublicuid/get", requestId);
    const rotPublicUids: string[] = [];
    const readPage = (page: number) => listUidsOf({ requestId }, client, { of: { tag }, page });
    for await (const rotPublicUid of walkPages(readPage, stuck)) {
      if (rotPublicUids.length === taggedDevicesMax) return { rotPublicUids, complete: false };
      rotPublicUids.push(rotPublicUid);
    }
    return { rotPublicUids, complete: true };
  });
}
