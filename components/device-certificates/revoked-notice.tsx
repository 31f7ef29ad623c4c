import { Notice } from "@/components/patterns/notice";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/link";
import type { CertificateInList } from "@/lib/contract/device-certificates";
import { serialNumberText } from "@/lib/domain/x509/serial-numbers";
import { rootCaPage } from "./addresses";

interface Props {
  certificate: CertificateInList;
  /** The next step; absent where it is under way already, or not this person's to take. */
  onRemove: (() => void) | undefined;
}

/** What is left to do about a certificate that is revoked and still on its device. */
export function RevokedNotice({ certificate, onRemove }: Props) {
  const { caName, serialNumber, rotPublicUid } = certificate;
  return (
    <Notice
      kind="attention"
      alert
      title={`Certificate ${serialNumber === null ? "" : serialNumberText(serialNumber)} is revoked and still on device ${rotPublicUid}`}
      actions={
        <>
          <ButtonLink size="small" href={`${rootCaPage(caName)}/revocation-list`}>
            Show revocation list
          </ButtonLink>
          {onRemove && (
            <Button size="small" onClick={onRemove}>
              Remove from device…
            </Button>
          )}
        </>
      }
    >
      <p>
        Only clouds that check the CRL refuse it. Revoke, then remove: the next step takes it from the device.
      </p>
    </Notice>
  );
}
