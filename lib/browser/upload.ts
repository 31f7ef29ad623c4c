import type { z } from "zod";
import type { AnyWrite } from "@/lib/contract/operation";
import { addressOf, type CallInput, ProblemError, problemFrom, unreachable } from "./call";

/**
 * Sends a file as an operation's body, and tells how far it is: `fetch` does not say. `signal` breaks it off.
 * @throws ProblemError; the signal's reason when it was broken off
 */
export function upload<Operation extends AnyWrite>(
  operation: Operation,
  input: Pick<CallInput<Operation>, "params" | "query"> & { file: Blob },
  onSent: (sentBytes: number) => void,
  signal?: AbortSignal,
): Promise<z.output<Operation["response"]>> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const request = new XMLHttpRequest();
    request.open(operation.method, addressOf(operation, input));
    request.setRequestHeader("content-type", operation.mediaType ?? "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded }) => onSent(loaded);
    request.onerror = () => reject(unreachable());
    const abort = () => request.abort();
    signal?.addEventListener("abort", abort, { once: true });
    request.onabort = () => reject(signal?.reason);
    request.onloadend = () => signal?.removeEventListener("abort", abort);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        const parsed = operation.response.safeParse(request.response);
        if (parsed.success) return resolve(parsed.data);
      }
      const requestId = request.getResponseHeader("x-request-id");
      reject(new ProblemError(problemFrom(request.response, request.status, requestId)));
    };
    request.send(input.file);
  });
}
