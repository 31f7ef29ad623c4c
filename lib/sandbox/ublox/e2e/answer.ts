import type { Answer } from "../../kit/answer";
import type { UbloxContext } from "../router";

/**
 * Key material and whose it is. The document's samples write the UID as a number, where its leading zeros are lost; the
 * text is put together by hand, because a number beyond 2^53 would lose digits too. A UID with letters is text always.
 */
export function keyAnswer({ settings }: UbloxContext, rotPublicUid: string, members: object): Answer {
  const asNumber = settings.current().ublox.uidsAsNumbers && /^[0-9]+$/.test(rotPublicUid);
  const uid = asNumber ? rotPublicUid.replace(/^0+(?=[0-9])/, "") : JSON.stringify(rotPublicUid);
  const text = `${JSON.stringify(members).slice(0, -1)},"ROTPublicUID":${uid}}`;
  return { status: 200, headers: { "content-type": "application/json" }, body: Buffer.from(text) };
}
