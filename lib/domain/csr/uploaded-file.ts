import "server-only";

/** The file that a request's body is, as it arrives; empty when there is no body. */
export function fileOf(request: Request): AsyncIterable<Uint8Array> {
  return request.body ?? nothing();
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
