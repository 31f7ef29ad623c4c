import { readFileSync } from "node:fs";
import { buildConnector } from "undici";

/** Files in PEM that a vendor's connections are made with. */
export interface TlsFiles {
  /** Certificate authorities to trust instead of the public ones. */
  caFile?: string;
  /** What we present in the handshake (RFC 8446 §4.4.2): the certificate with its chain, and its key. */
  certFile?: string;
  keyFile?: string;
}

/** A file that is needed for a connection cannot be read. The message names no content. */
class TlsFileUnreadable extends Error {
  readonly code = "TLS_FILE_UNREADABLE";
}

function contentOf(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(/* turbopackIgnore: true */ path, "utf8");
  } catch (cause) {
    throw new TlsFileUnreadable("a TLS file cannot be read", { cause });
  }
}

/**
 * Makes connections with the files as they are at that moment, so that a certificate that was replaced is presented at
 * the next connection. TLS 1.2 or newer. Connections of the same files share their TLS sessions.
 */
export function tlsConnector(files: TlsFiles, timeoutMs: number): buildConnector.connector {
  let current: { made: string; connect: buildConnector.connector } | undefined;
  return (options, callback) => {
    try {
      const ca = contentOf(files.caFile);
      const cert = contentOf(files.certFile);
      const key = contentOf(files.keyFile);
      const made = JSON.stringify([ca, cert, key]);
      if (current?.made !== made) {
        const tls = { ca, cert, key, minVersion: "TLSv1.2" as const };
        current = { made, connect: buildConnector({ ...tls, allowH2: false, timeout: timeoutMs }) };
      }
      current.connect(options, callback);
    } catch (error) {
      callback(error instanceof Error ? error : new Error("the connection could not be made"), null);
    }
  };
}
