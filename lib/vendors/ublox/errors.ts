import { type Classify, kindOfStatus, messageIn } from "../http/classify";

/** Calls that answer with key material. */
const keyCall = /^POST \/e2e\/.+\/get$/;

/** Long enough to be key material in base64 or hexadecimal: a nonce, the shortest of it, has 16 characters. */
const perhapsKeyMaterial = /[\w+/-]{16,}={0,2}/g;

/** Of a failed key call only the vendor's sentence is told, and nothing in it that may be key material. */
function wordsOf(call: string, text: string): string | undefined {
  const message = messageIn(text, ["message"]);
  if (!keyCall.test(call)) return message ?? text;
  return message?.replace(perhapsKeyMaterial, "[redacted]");
}

/**
 * u-blox fails by HTTP status alone. The text stands under `message` or `Message`, depending on the call, and a success
 * may carry a `Message` too (seed: device/whitelist/add, e2e/key/rotate).
 */
export const classifyUblox: Classify = ({ call, status, text }) => {
  const kind = kindOfStatus(status);
  if (kind === undefined) return undefined;
  return { kind, text: wordsOf(call, text), tokenRejected: status === 401 };
};
