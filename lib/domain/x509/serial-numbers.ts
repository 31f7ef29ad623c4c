// Browser-safe: pure rules over text, for screens and server alike.

const hexadecimal = /^[0-9a-f]+$/;

/**
 * A certificate's serial number as the number it is: lower-case hexadecimal digits without leading zeros, so that two
 * spellings of one number are the same text. Colons, blanks and a leading 0x are taken out; the vendor drops leading
 * zeros (u-blox seed: 31 digits). @returns undefined for what is no hexadecimal number
 */
export function serialNumberKey(text: string): string | undefined {
  const digits = text
    .toLowerCase()
    .replace(/[\s:]+/g, "")
    .replace(/^0x/, "");
  return hexadecimal.test(digits) ? digits.replace(/^0+(?=.)/, "") : undefined;
}

/** Whether two spellings are the same serial number. What is no number is like nothing. */
export function isSameSerialNumber(one: string, other: string): boolean {
  const key = serialNumberKey(one);
  return key !== undefined && key === serialNumberKey(other);
}

/** For sorting: by value; what is no number comes last, by its text. */
export function bySerialNumber(one: string, other: string): number {
  const [left, right] = [serialNumberKey(one), serialNumberKey(other)];
  if (left !== undefined && right !== undefined) {
    return left.length - right.length || (left < right ? -1 : left > right ? 1 : 0);
  }
  if (left === undefined && right === undefined) return one < other ? -1 : one > other ? 1 : 0;
  return left === undefined ? 1 : -1;
}

/** As other programs write it: lower-case, with as many digits as whole bytes need. What is no number stays as it is. */
export function serialNumberText(text: string): string {
  const key = serialNumberKey(text);
  if (key === undefined) return text;
  return key.length % 2 === 0 ? key : `0${key}`;
}
