import { X509Certificate } from "node:crypto";
import { z } from "zod";
import { writing } from "../context";
import { refuse } from "../faults";
import { operation } from "../operation";
import { makeVoucherArtifact } from "../pki/voucher-artifact";
import { chosenEntitlement } from "../rules/chosen-entitlement";
import { serialNumberIn, takesVouchers } from "../rules/serial-number";
import { checkTaking, warningsAbout } from "../rules/taking";
import { voucherJson } from "../shapes";

/** J-5: takes from a voucher entitlement and hands out a signed voucher (RFC 8366), whose file is given out this once. */
const generate = operation(
  "generateVoucher",
  z.object({
    serialNumber: z.string(),
    ssrn: z.string().trim().min(1),
    expirationDate: z.string(),
    pinnedDomainCert: z.string(),
  }),
  async (context, caller, { serialNumber: asked, ssrn, expirationDate, pinnedDomainCert }) => {
    const { state, clock, pki } = context;
    const nowMs = clock.nowMs();
    const serialNumber = serialNumberIn(asked);
    const entitlement = chosenEntitlement(state, caller, { ssrn });
    const pinned = certificateIn(pinnedDomainCert);
    const expiresAtMs = expiryIn(expirationDate, pinned, nowMs);
    if (!takesVouchers(serialNumber)) refuse("SIM-409", serialNumber);
    checkTaking(state, { entitlement, serialNumber, quantity: 1, types: ["VOUCHER"] }, nowMs);
    // Taken before the signature is waited for: two callers at once must not get the last one both.
    const voucher = state.issueVoucher({ entitlement, serialNumber, takenAtMs: nowMs, expiresAtMs });
    const cms = await makeVoucherArtifact(await pki.voucherSigner(), {
      createdAtMs: nowMs,
      expiresAtMs,
      serialNumber,
      pinnedDomainCert: pinned,
    });
    return {
      message: "Voucher generated",
      payload: {
        voucher: voucherJson(
          voucher,
          { cms, pinnedDomainCertSha256: pinned.fingerprint256.replaceAll(":", "").toLowerCase() },
          writing(context),
        ),
      },
      warnings: warningsAbout(entitlement, state, nowMs),
    };
  },
);

/** Base64 of DER on one line; PEM is what people have, not what the call takes. */
function certificateIn(text: string): X509Certificate {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) refuse("SIM-407", "base64 of DER is expected");
  try {
    return new X509Certificate(Buffer.from(text, "base64"));
  } catch {
    return refuse("SIM-407");
  }
}

/** A voucher must not outlive the certificate it pins (RFC 8366 §5.3, expires-on). */
function expiryIn(text: string, pinned: X509Certificate, nowMs: number): number {
  const expiresAtMs = Date.parse(text);
  if (Number.isNaN(expiresAtMs)) refuse("SIM-400", "expirationDate cannot be read");
  if (expiresAtMs <= nowMs) refuse("SIM-408", "it is in the past");
  if (expiresAtMs > pinned.validToDate.getTime()) {
    refuse("SIM-408", `the certificate ends ${pinned.validToDate.toISOString()}`);
  }
  return expiresAtMs;
}

export const voucherOperations = [generate];
