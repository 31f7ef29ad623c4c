/** The vendor's events are a few hundred bytes. */
export const hookBytesMax = 256 * 1024;
const readWithinMs = 15_000;

/** A body, or the status that refuses it: 400 broken off, 408 too slow, 413 too large. */
export type HookBody = { text: string } | { refusedWith: 400 | 408 | 413 };

/**
 * Reads a call's body as text, whatever its headers say of it: never more than the limit, never longer than the time.
 * Bytes that are no UTF-8 become the replacement character.
 */
export async function readHookBody(request: Request, withinMs = readWithinMs): Promise<HookBody> {
  const announced = request.headers.get("content-length");
  if (Number(announced ?? 0) > hookBytesMax) return { refusedWith: 413 };
  // Of a caller who has left, the server hands out what came, as if it were all.
  const isWhole = (bytes: number) =>
    !request.signal.aborted && (announced === null || Number(announced) === bytes);
  if (request.body === null) return isWhole(0) ? { text: "" } : { refusedWith: 400 };
  const reader = request.body.getReader();
  const slow = Promise.withResolvers<"slow">();
  const timer = setTimeout(() => slow.resolve("slow"), withinMs);
  try {
    const decoder = new TextDecoder();
    let text = "";
    let bytes = 0;
    for (;;) {
      const piece = await Promise.race([reader.read(), slow.promise]);
      if (piece === "slow") return { refusedWith: 408 };
      if (piece.done) return isWhole(bytes) ? { text: text + decoder.decode() } : { refusedWith: 400 };
      bytes += piece.value.byteLength;
      if (bytes > hookBytesMax) return { refusedWith: 413 };
      text += decoder.decode(piece.value, { stream: true });
    }
  } catch {
    return { refusedWith: 400 };
  } finally {
    clearTimeout(timer);
    // What is left of it is not waited for; a reader that is let go would have it read on.
    reader.cancel().catch(() => {});
  }
}
