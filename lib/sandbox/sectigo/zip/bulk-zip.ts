import { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import type { StreamedBody } from "../../kit/answer";
import { pseudoRandomBytes } from "../../kit/random";

/** Wider than any compressor's window, so that repeating it stays incompressible. */
const BLOCK_BYTES = 1024 * 1024;
const FILE_NAME = Buffer.from("bulk.p12");
const LOCAL_HEADER_BYTES = 30;
const DIRECTORY_RECORD_BYTES = 46;
const END_RECORD_BYTES = 22;
/** 1 January 2025 in the DOS form: the same zip at any time. */
const DOS_DATE = ((2025 - 1980) << 9) | (1 << 5) | 1;

const block = pseudoRandomBytes(BLOCK_BYTES, "bulk zip");
const checksums = new Map<number, number>();

/**
 * A zip of one stored file of that many MiB, for benchmarks of whoever passes it on. Written out by
 * hand because a library computes the checksum while it sends, and would itself be what is measured.
 * @param megabytes at most 3,900: beyond that the format needs ZIP64.
 */
export function bulkZip(megabytes: number): StreamedBody {
  const contentBytes = megabytes * BLOCK_BYTES;
  const checksum = checksumOf(megabytes);
  const lead = localHeader(checksum, contentBytes);
  const trail = directory(checksum, contentBytes, lead.length + contentBytes);
  function* parts() {
    yield lead;
    for (let sent = 0; sent < megabytes; sent += 1) yield block;
    yield trail;
  }
  return {
    lengthBytes: lead.length + contentBytes + trail.length,
    open: () => Readable.from(parts(), { objectMode: false, highWaterMark: BLOCK_BYTES }),
  };
}

function checksumOf(megabytes: number): number {
  let checksum = checksums.get(megabytes);
  if (checksum === undefined) {
    checksum = 0;
    for (let counted = 0; counted < megabytes; counted += 1) checksum = crc32(block, checksum);
    checksums.set(megabytes, checksum);
  }
  return checksum;
}

/** Local file header (APPNOTE 4.3.7), version 2.0, stored. */
function localHeader(checksum: number, contentBytes: number): Buffer {
  const header = Buffer.alloc(LOCAL_HEADER_BYTES);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(DOS_DATE, 12);
  header.writeUInt32LE(checksum, 14);
  header.writeUInt32LE(contentBytes, 18);
  header.writeUInt32LE(contentBytes, 22);
  header.writeUInt16LE(FILE_NAME.length, 26);
  return Buffer.concat([header, FILE_NAME]);
}

/** Central directory record and end record (APPNOTE 4.3.12, 4.3.16). */
function directory(checksum: number, contentBytes: number, offset: number): Buffer {
  const record = Buffer.alloc(DIRECTORY_RECORD_BYTES);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(20, 4);
  record.writeUInt16LE(20, 6);
  record.writeUInt16LE(DOS_DATE, 14);
  record.writeUInt32LE(checksum, 16);
  record.writeUInt32LE(contentBytes, 20);
  record.writeUInt32LE(contentBytes, 24);
  record.writeUInt16LE(FILE_NAME.length, 28);
  const end = Buffer.alloc(END_RECORD_BYTES);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(DIRECTORY_RECORD_BYTES + FILE_NAME.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([record, FILE_NAME, end]);
}
