import { RE2JS } from "re2js";

/** `unchecked`: the pattern is beyond what can be checked here, and the vendor decides. */
export type PatternVerdict = "matches" | "differs" | "unchecked";

const patternCharactersMax = 1_000;
/** About 1 µs of compiling each. */
const instructionsMax = 10_000;
/** Instructions times characters: the worst patterns take about 25 ns for each. */
const stepsMax = 1_000_000;

const compiledMax = 200;
const compiled = new Map<string, RE2JS | null>();

/**
 * Whether the whole value has the form of a published pattern. The vendor's patterns are Java regexes; they run on
 * RE2's engine, whose time grows with the value and never explodes. What that engine does not know (look-ahead,
 * back references, possessive repetition), would understand differently than Java, or is too large to be matched
 * without a noticeable pause is not checked. Runs in the browser and on the server.
 */
export function matchPublished(pattern: string, value: string): PatternVerdict {
  const expression = compiledOf(pattern);
  if (expression === null || expression.programSize() * value.length > stepsMax) return "unchecked";
  return expression.matches(value) ? "matches" : "differs";
}

function compiledOf(pattern: string): RE2JS | null {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const made = compile(pattern);
  const oldest = compiled.keys().next();
  if (compiled.size >= compiledMax && !oldest.done) compiled.delete(oldest.value);
  compiled.set(pattern, made);
  return made;
}

function compile(pattern: string): RE2JS | null {
  if (pattern.length > patternCharactersMax || isReadDifferently(pattern)) return null;
  if (instructionsOf(pattern) > instructionsMax) return null;
  try {
    return RE2JS.compile(pattern);
  } catch {
    return null;
  }
}

/** One piece of a pattern: an escape, a character class, a group's opening, a counted repetition, or a character. */
const piece =
  /\\(?:[pPx]\{[^}]*\}|[\s\S])|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]|\((?:\?[^:)]*:)?|\{(\d+)(?:,(\d*))?\}|[\s\S]/g;

/**
 * Spellings that both engines accept and mean differently: class intersections and classes within classes, which RE2
 * reads as plain characters or POSIX names; `\Q…\E`, `\v` and the flag `U`.
 */
function isReadDifferently(pattern: string): boolean {
  for (const [text] of pattern.matchAll(piece)) {
    if (text === "\\Q" || text === "\\v") return true;
    if (text.length > 1 && text.startsWith("[") && /&&|\[/.test(text.slice(1).replace(/\\[\s\S]/g, "")))
      return true;
  }
  return /\(\?[a-zA-Z]*U/.test(pattern);
}

/** Upper estimate of the compiled size: counted repetitions copy what they repeat, also within each other. */
function instructionsOf(pattern: string): number {
  const groups: number[] = [];
  let inGroup = 0;
  let last = 0;
  for (const [text, least, most] of pattern.matchAll(piece)) {
    if (text.startsWith("(")) {
      groups.push(inGroup);
      inGroup = 0;
      last = 0;
    } else if (text === ")") {
      last = inGroup + 2;
      inGroup = (groups.pop() ?? 0) + last;
    } else if (least !== undefined) {
      const copies = Math.max(Number(least), Number(most || 0), 1);
      inGroup += last * (copies - 1) * 2;
      last *= copies * 2;
    } else {
      last = 1;
      inGroup += 1;
    }
  }
  return groups.reduce((sum, size) => sum + size, inGroup);
}
