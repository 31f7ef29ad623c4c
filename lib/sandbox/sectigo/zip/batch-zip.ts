import { Readable } from "node:stream";
import { ZipFile } from "yazl";
import type { StreamedBody } from "../../kit/answer";
import { pseudoRandomBytes } from "../../kit/random";
import type { CertificateIssuer } from "../certificate-issuer";
import { commonNameOf } from "../rules/csr-file";
import type { Batch, SectigoState } from "../state";

/** Size of a PKCS#12 file with one key, one certificate and its chain. */
const PKCS12_BYTES = 1_536;

interface ZipEntry {
  name: string;
  /** Null: not known before it is made. */
  lengthBytes: number | null;
  make(): Buffer | Promise<Buffer>;
}

/**
 * The zip a batch is delivered as, made while it is sent: for generated keys one `<common name>.p12`
 * each (noise, not a real PKCS#12 file), for requests one `<common name>.pem` each.
 */
export function batchZip(batch: Batch, state: SectigoState, issuer: CertificateIssuer): StreamedBody {
  const zip = new ZipFile();
  const mtime = new Date(batch.createdAtMs);
  let directoryBytes = 0;
  for (const { name, lengthBytes, make } of entriesOf(batch, state, issuer)) {
    directoryBytes += DIRECTORY_RECORD_BYTES + Buffer.byteLength(name);
    const options = { mtime, compress: false, ...(lengthBytes !== null && { size: lengthBytes }) };
    zip.addReadStreamLazy(name, options, (deliver) => {
      Promise.resolve(make()).then(
        (content) => deliver(null, Readable.from([content])),
        (error: unknown) => deliver(error, Readable.from([])),
      );
    });
  }
  let lengthBytes: number | null = null;
  // yazl counts ZIP64 records in whenever the directory reaches 64 KiB, but writes them only when
  // told to: told so exactly then, its announced length is true.
  zip.end({ forceZip64Format: directoryBytes >= ZIP64_DIRECTORY_BYTES, comment: "" }, (...size: number[]) => {
    const [calculated = -1] = size;
    lengthBytes = calculated === -1 ? null : calculated;
  });
  return {
    lengthBytes,
    open() {
      const { outputStream } = zip;
      if (!(outputStream instanceof Readable)) throw new Error("the zip has no readable stream");
      zip.once("error", (error) => outputStream.destroy(error));
      return outputStream;
    },
  };
}

/** Fixed part of a directory record plus the time field yazl adds. */
const DIRECTORY_RECORD_BYTES = 46 + 9;
const ZIP64_DIRECTORY_BYTES = 0xffff;

function* entriesOf(batch: Batch, state: SectigoState, issuer: CertificateIssuer): Generator<ZipEntry> {
  const { source } = batch;
  for (let index = 0; index < batch.size; index += 1) {
    if (source.kind === "generator") {
      const generator = state.generators.get(source.generatorId);
      if (!generator) throw new Error(`batch ${batch.batchId} names a generator that does not exist`);
      yield {
        name: `${entryName(generator.commonName(source.values, index))}.p12`,
        lengthBytes: PKCS12_BYTES,
        make: () => pseudoRandomBytes(PKCS12_BYTES, `${batch.batchId} ${index}`),
      };
      continue;
    }
    const request = source.kind === "csr" ? source.requests[index] : undefined;
    const commonName = (request && commonNameOf(request)) ?? `device-${batch.batchId}-${index + 1}`;
    yield {
      name: `${entryName(commonName)}.pem`,
      lengthBytes: null,
      make: async () => Buffer.from(await issuer.issue(request ?? { commonName }, batch.createdAtMs)),
    };
  }
}

/** A common name may hold what a path in a zip must not. */
function entryName(commonName: string): string {
  return commonName.replace(/[/\\:]/g, "_").replace(/^\.+/, "_");
}
