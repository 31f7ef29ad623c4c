import { Notice } from "@/components/patterns/notice";
import type { KeyRotationAnswer } from "@/lib/contract/e2e-keys";

/** What was rotated, and what the vendor said to it. */
export interface Rotated extends KeyRotationAnswer {
  rotPublicUid: string;
}

/** The vendor's own words after a rotation: they alone say what became of the heartbeat. */
export function RotatedNotice({ rotated }: { rotated: Rotated }) {
  const { rotPublicUid, vendorText } = rotated;
  return (
    <Notice
      kind="ok"
      alert
      title={
        <>
          The rotation of <span className="font-mono text-12">{rotPublicUid}</span> is set
        </>
      }
    >
      {vendorText === null ? "u-blox took it without a word." : `u-blox says: ${vendorText}`}
    </Notice>
  );
}
