import type { IncomingHttpHeaders } from "node:http";
import type { Readable, Transform } from "node:stream";
import type { z } from "zod";
import type { RequestBody } from "./request-body";
import type { ClientCertificate } from "./tls";
import type { VendorError, VendorErrorFields, VendorErrorKind } from "./vendor-error";

/** What to send to a vendor. */
export interface RequestSpec {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Under the base URL, with `{name}` where a parameter goes. Also the call's name in logs. */
  path: `/${string}`;
  params?: Record<string, string | number>;
  query?: Record<string, string | number>;
  headers?: Record<string, string>;
  /** A function makes it anew for every attempt, for vendors that refuse to see the same one twice. */
  body?: RequestBody | (() => RequestBody);
  /** Scheme and host to call instead of the client's base URL: some vendors hand out tokens elsewhere. */
  origin?: string;
  /** Secrets that travel in this call, beyond the client's own. */
  secrets?: readonly string[];
  /** Total time instead of the client's usual one. */
  deadlineMs?: number;
  /** Tries credentials that are not in use: this certificate, or what the request itself holds. */
  trial?: { certificate?: ClientCertificate };
}

/** One call: what to send, and what the vendor promises to answer. */
export interface CallSpec<T> extends RequestSpec {
  /** Of the parsed JSON, or of undefined when the body is empty. Fields it does not name are ignored. */
  answer: z.ZodType<T>;
}

/** Makes an error of the download under way, for a check of its content. */
export type DownloadFailure = (
  kind: VendorErrorKind,
  more: Pick<VendorErrorFields, "vendorText" | "detail">,
) => VendorError;

export interface DownloadSpec extends RequestSpec {
  /** What the content passes through; it fails the download by failing itself. */
  check?: (failure: DownloadFailure) => Transform;
}

/** A download under way. */
export interface Download {
  headers: IncomingHttpHeaders;
  /** Fails with a VendorError. Destroying it closes the vendor's connection. */
  body: Readable;
}

/** The path on the wire: parameters and query encoded, so that no caller can forget it. */
export function pathOf(spec: Pick<RequestSpec, "path" | "params" | "query">): string {
  const path = spec.path.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = spec.params?.[name];
    if (value === undefined) throw new TypeError(`${spec.path} needs the parameter ${name}`);
    return encodeURIComponent(value);
  });
  if (spec.query === undefined) return path;
  const query = new URLSearchParams(Object.entries(spec.query).map(([name, value]) => [name, String(value)]));
  return `${path}?${query}`;
}
