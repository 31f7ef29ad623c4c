import type { CertificateSupply, HeldCertificate } from "../http/certificates";
import { processWide } from "../http/process-wide";
import { clientCertificateIn } from "../http/tls";
import type { JuniperConfig } from "./config";

/** A client secret, and what whoever keeps it calls it. */
export interface HeldSecret {
  id: string;
  secret: string;
}

/** What the credentials are called that stand in the environment and nowhere else. */
export const inEnvironment = "environment";

/**
 * Keeps what we prove ourselves with. It is asked at each sign-in and, for certificates, at each call, so that what was
 * replaced is used without a restart.
 */
export interface JuniperCredentials extends Omit<CertificateSupply, "inOrder"> {
  /** In the order in which they are tried: the one in use first. */
  clientSecrets(): Promise<readonly HeldSecret[]>;
  clientCertificates(): Promise<readonly HeldCertificate[]>;
}

/** Those of the environment, certificate files as they are at that moment. */
export function environmentCredentials({
  auth,
  tls,
}: Pick<JuniperConfig, "auth" | "tls">): JuniperCredentials {
  return {
    clientSecrets: async () =>
      auth.kind === "oauth2" ? [{ id: inEnvironment, secret: auth.clientSecret }] : [],
    clientCertificates: async () => {
      const certificate = clientCertificateIn(tls);
      return certificate === undefined ? [] : [{ id: inEnvironment, certificate }];
    },
    insteadOf: async () => {},
    worked: async () => {},
  };
}

const shared = () =>
  processWide("juniperCredentials", () => ({ kept: undefined as JuniperCredentials | undefined }));

/** Has this process take its credentials from there from now on. */
export function setJuniperCredentials(kept: JuniperCredentials): void {
  shared().kept = kept;
}

/** Asks whatever keeps the credentials at the time; the environment where nothing does. */
export function keptCredentials(config: JuniperConfig): JuniperCredentials {
  const fallback = environmentCredentials(config);
  const now = () => shared().kept ?? fallback;
  return {
    clientSecrets: async () => await now().clientSecrets(),
    clientCertificates: async () => await now().clientCertificates(),
    insteadOf: async (refusedId, usedId) => await now().insteadOf(refusedId, usedId),
    worked: async (id) => await now().worked(id),
  };
}
