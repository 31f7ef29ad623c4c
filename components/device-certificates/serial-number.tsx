import { IdentifierText } from "@/components/patterns/identifier";
import { CopyButton } from "@/components/ui/copy-button";
import { RowLink } from "@/components/ui/link";
import type { CertificateInList } from "@/lib/contract/device-certificates";
import { serialNumberText } from "@/lib/domain/x509/serial-numbers";
import { certificatePage } from "./addresses";

/** A certificate's serial number, whole and with the leading zeros that u-blox drops. */
export function SerialNumber({ value }: { value: string }) {
  const text = serialNumberText(value);
  return (
    <span className="inline-flex max-w-full items-start gap-1">
      <span className="min-w-0 font-mono text-12 [overflow-wrap:anywhere]">{text}</span>
      <CopyButton value={text} label="Copy certificate serial number" className="-my-0.5" />
    </span>
  );
}

/** The same as the name of its row. A certificate that nobody tells the number of goes by its device. */
export function SerialNumberLink({ rotPublicUid, serialNumber }: CertificateInList) {
  const href = certificatePage(rotPublicUid);
  if (serialNumber === null) {
    return (
      <RowLink href={href}>
        <span className="text-muted">no serial number</span>
      </RowLink>
    );
  }
  const text = serialNumberText(serialNumber);
  return (
    <span className="inline-flex items-center gap-1">
      <RowLink href={href}>
        <IdentifierText value={text} />
      </RowLink>
      <CopyButton value={text} label="Copy certificate serial number" className="-my-1" />
    </span>
  );
}
