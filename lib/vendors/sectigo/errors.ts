import { type Classify, kindOfStatus, messageIn } from "../http/classify";

/**
 * Sectigo fails by HTTP status. The body is JSON with status, message, errorCode and timestamp, or plain text; release
 * 1.0.0 documents neither, both were seen in later ones.
 */
export const classifySectigo: Classify = ({ call, status, text }) => {
  if (call === "POST /auth/pwd" && status === 307) {
    return {
      kind: "denied",
      detail: "this account signs in with a TLS client certificate, which the console does not offer",
    };
  }
  const kind = kindOfStatus(status);
  if (kind === undefined) return undefined;
  const said = messageIn(text, ["message"]) ?? messageIn(text, ["error"]) ?? text;
  return { kind, text: said, tokenRejected: status === 401 };
};
