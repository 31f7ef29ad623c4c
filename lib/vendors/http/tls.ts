import { readFileSync } from "node:fs";
import { buildConnector } from "undici";

/** Files in PEM that a vendor's connections are made with. */
export interface TlsFiles {
  /** Certificate authorities to trust instead of the public ones. */
  caFile?: string;
  /** What we present in the handshake: the certificate with its chain, and its key. */
  certFile?: string;
  keyFile?: string;
}

/** What we present in the handshake (RFC 8446 §4.4.2), in PEM. */
export interface ClientCertificate {
  /** Ours first, then its chain. */
  certificatePem: string;
  privateKeyPem: string;
}

/** What a connection is made with. */
export interface TlsOptions {
  caFile?: string;
  certificate?: ClientCertificate;
}

/** A file that is needed for a connection cannot be read. The message names no content. */
class TlsFileUnreadable extends Error {
  readonly code = "TLS_FILE_UNREADABLE";
}

function contentOf(path: string): string {
  try {
    return readFileSync(/* turbopackIgnore: true */ path, "utf8");
  } catch (cause) {
    throw new TlsFileUnreadable("a TLS file cannot be read", { cause });
  }
}

/** The certificate in the files as they are now; undefined where none are named. Throws when they cannot be read. */
export function clientCertificateIn({ certFile, keyFile }: TlsFiles): ClientCertificate | undefined {
  if (certFile === undefined || keyFile === undefined) return undefined;
  return { certificatePem: contentOf(certFile), privateKeyPem: contentOf(keyFile) };
}

/**
 * Makes connections with the authorities in the file as they are at that moment. TLS 1.2 or newer. Connections with the
 * same authorities share their TLS sessions.
 */
export function tlsConnector(options: TlsOptions, timeoutMs: number): buildConnector.connector {
  const { certificatePem: cert, privateKeyPem: key } = options.certificate ?? {};
  let current: { ca: string | undefined; connect: buildConnector.connector } | undefined;
  return (target, callback) => {
    try {
      const ca = options.caFile === undefined ? undefined : contentOf(options.caFile);
      if (current === undefined || current.ca !== ca) {
        const tls = { ca, cert, key, minVersion: "TLSv1.2" as const };
        current = { ca, connect: buildConnector({ ...tls, allowH2: false, timeout: timeoutMs }) };
      }
      current.connect(target, callback);
    } catch (error) {
      callback(error instanceof Error ? error : new Error("the connection could not be made"), null);
    }
  };
}
