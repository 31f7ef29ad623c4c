import "server-only";
import { clientCertificateIn } from "@/lib/vendors/http/tls";
import { type JuniperConfig, juniperConfig } from "@/lib/vendors/juniper/config";
import { certificateText } from "./value";

/** The kinds of credentials that are kept here; ID tokens are kept by somebody else. */
export type StoredKind = "client_secret" | "client_certificate";

/** What stands in the environment, of the kind that the connection goes by, as it is at the moment. */
export interface Environment {
  kind: StoredKind;
  /** Undefined when its files cannot be read. */
  value(): string | undefined;
  /** Throws what reading its files throws. */
  read(): string | undefined;
}

/** Undefined where ID tokens are used, or the vendor is not connected. */
export function environmentOf(config: JuniperConfig | undefined = juniperConfig()): Environment | undefined {
  if (config === undefined) return undefined;
  const { auth, tls } = config;
  switch (auth.kind) {
    case "oauth2": {
      const read = () => auth.clientSecret;
      return { kind: "client_secret", read, value: read };
    }
    case "mtls": {
      const read = () => {
        const certificate = clientCertificateIn(tls);
        return certificate && certificateText(certificate);
      };
      return { kind: "client_certificate", read, value: () => unlessUnreadable(read) };
    }
    case "oidc":
      return undefined;
  }
}

function unlessUnreadable(read: () => string | undefined): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
