import { randomUUID } from "node:crypto";

/** A complete request body: sent with its length, and sendable a second time. */
export interface RequestBody {
  contentType: string;
  content: string | Buffer;
}

/** `contentType` for vendors that want a charset or another name. */
export function jsonBody(value: unknown, contentType = "application/json"): RequestBody {
  return { contentType, content: JSON.stringify(value) };
}

/** Bytes as they are. */
export function bytesBody(content: Buffer, contentType = "application/octet-stream"): RequestBody {
  return { contentType, content };
}

/**
 * One text file as multipart/form-data (RFC 7578). Built by hand because FormData turns LF into CRLF in text values,
 * which is not what was asked to be sent.
 */
export function multipartFileBody(field: string, fileName: string, file: Buffer): RequestBody {
  const boundary = `muniment-${randomUUID()}`;
  const head =
    `--${boundary}\r\n` +
    `Content-Disposition: form-data; name="${field}"; filename="${fileName}"\r\n` +
    "Content-Type: text/plain\r\n\r\n";
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    content: Buffer.concat([Buffer.from(head), file, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
}

const hex = Buffer.from("0123456789ABCDEF");
const percent = 0x25;

/** Bytes that application/x-www-form-urlencoded leaves as they are: letters, digits, `*` `-` `.` `_` (URL standard). */
const isPlain = new Uint8Array(256);
for (const byte of Buffer.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*-._")) {
  isPlain[byte] = 1;
}

const bytesPerTurn = 1024 * 1024;

async function letOthersRun(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

/**
 * One file as a form field (application/x-www-form-urlencoded). Encodes byte by byte, a megabyte at a time, so that a
 * file of 100 MB does not hold up everything else. A space becomes `%20`, which every decoder reads as a space.
 */
export async function formFileBody(field: string, file: Buffer): Promise<RequestBody> {
  let length = 0;
  for (let index = 0; index < file.length; index++) {
    length += isPlain[file[index] ?? 0] ? 1 : 3;
    if (index % bytesPerTurn === bytesPerTurn - 1) await letOthersRun();
  }
  const name = Buffer.from(`${encodeURIComponent(field)}=`);
  const content = Buffer.allocUnsafe(name.length + length);
  let end = name.copy(content);
  for (let index = 0; index < file.length; index++) {
    const byte = file[index] ?? 0;
    if (isPlain[byte]) content[end++] = byte;
    else {
      content[end++] = percent;
      content[end++] = hex[byte >> 4] ?? 0;
      content[end++] = hex[byte & 15] ?? 0;
    }
    if (index % bytesPerTurn === bytesPerTurn - 1) await letOthersRun();
  }
  return { contentType: "application/x-www-form-urlencoded", content };
}
