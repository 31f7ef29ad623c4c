/**
 * What is wrong with a text that stands where a RoT UID should. Fifteen digits may be an IMEI, which is not taken
 * everywhere: `ofFifteenDigits` says what that means here.
 */
export function aboutUid(id: string, ofFifteenDigits: string): string {
  if (id === "") return "There is no RoT UID.";
  // "2.0000892E+94": what a spreadsheet makes of digits with an "e" among them, and of long numbers.
  if (/^\d([.,]\d+)?E[+-]?\d+$/i.test(id)) {
    return "A spreadsheet has changed this RoT UID into a number and lost its digits. Take it from its source again, as text.";
  }
  if (/^\d{15}$/.test(id)) return ofFifteenDigits;
  if (/^\d{1,14}$/.test(id)) {
    return `This has ${id.length} digits instead of 16: a spreadsheet has changed it by taking off the leading zeros.`;
  }
  return `A RoT UID has exactly 16 hexadecimal digits, such as 0002000089280087.${aboutSpaces(id)}`;
}

export function aboutSpaces(value: string): string {
  return value.trim() === value ? "" : " Remove the space before or behind it.";
}
