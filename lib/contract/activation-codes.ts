/** Codes that are seen have 16 characters; names as long as that are written in lower case, with dashes, or in both cases. */
const lengthMin = 16;
const lengthMax = 64;
/** Names in lower case go from letters to digits once or twice, codes all the time. */
const changesMinInLowerCase = 4;

/**
 * Whether a text looks like an activation code, in one piece or in groups with dashes. Whoever has one can activate: what
 * looks like one is put into no address, kept in no list and sent to nobody but the vendor who issued it. Nobody publishes
 * a format, so a name may be taken for a code. Hexadecimal texts are not: they are UIDs and serial numbers.
 */
export function mayBeActivationCode(typed: string): boolean {
  const groups = typed.trim().split("-");
  const code = groups.join("");
  if (code.length < lengthMin || code.length > lengthMax || !areEven(groups)) return false;
  if (!/^([A-Z0-9]+|[a-z0-9]+)$/.test(code) || /^([0-9A-F]+|[0-9a-f]+)$/.test(code)) return false;
  return code === code.toUpperCase() || changesIn(code) >= changesMinInLowerCase;
}

/** One piece, or groups of the same four to eight characters; the last one may be shorter. */
function areEven(groups: readonly string[]): boolean {
  const [first = "", ...rest] = groups;
  if (rest.length === 0) return true;
  const last = rest.pop() ?? "";
  const size = first.length;
  return (
    size >= 4 &&
    size <= 8 &&
    rest.every(({ length }) => length === size) &&
    last.length > 0 &&
    last.length <= size
  );
}

/** How often letters turn into digits or back. */
function changesIn(code: string): number {
  return (code.match(/[a-z](?=[0-9])|[0-9](?=[a-z])/g) ?? []).length;
}
