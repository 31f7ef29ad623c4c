import { type Classify, kindOfStatus, messageIn } from "../http/classify";

/**
 * u-blox fails by HTTP status alone. The text stands under `message` or `Message`, depending on the call, and a success
 * may carry a `Message` too (seed: device/whitelist/add, e2e/key/rotate).
 */
export const classifyUblox: Classify = ({ status, text }) => {
  const kind = kindOfStatus(status);
  if (kind === undefined) return undefined;
  return { kind, text: messageIn(text, ["message"]) ?? text, tokenRejected: status === 401 };
};
