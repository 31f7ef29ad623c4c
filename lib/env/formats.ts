import { resolve } from "node:path";
import { z } from "zod";
import { type Role, roles } from "@/lib/access/permissions";

/**
 * What a setting may look like. Every message is a sentence's end that follows the variable's name, and none
 * repeats the value: it may be a secret in the wrong place.
 */

export const text = z.string();

export const portNumber = z
  .string()
  .regex(/^\d{1,5}$/, "must be a port number")
  .transform(Number)
  .refine((port) => port >= 1 && port <= 65_535, "must be between 1 and 65535");

/** How many machines a request passed that are ours. */
export const hopCount = z.string().regex(/^\d$/, "must be a number from 0 to 9").transform(Number);

/** Calls in a minute. */
export const callRate = z
  .string()
  .regex(/^\d{1,6}$/, "must be a whole number of calls per minute")
  .transform(Number)
  .refine((rate) => rate >= 1, "must be at least 1");

/** Calls in an hour. */
export const hourlyLimit = z
  .string()
  .regex(/^\d{1,6}$/, "must be a whole number of calls per hour")
  .transform(Number)
  .refine((calls) => calls >= 1, "must be at least 1");

/** Values separated by commas, at least one; blanks around them do not count. */
export const commaList = z
  .string()
  .transform((value) => [...new Set(value.split(",").map((entry) => entry.trim()))].filter(Boolean))
  .refine((values) => values.length > 0, "must name at least one, separated by commas");

/** A file that is looked at when it is needed, because it may be replaced while the console runs. */
export const filePath = z.string().transform((path) => resolve(/* turbopackIgnore: true */ path));

/** How many things a process does at the same time. */
export const laneCount = z
  .string()
  .regex(/^\d{1,2}$/, "must be a whole number")
  .transform(Number)
  .refine((count) => count >= 1 && count <= 50, "must be between 1 and 50");

/** At least so many characters. */
export function longEnough(characters: number) {
  return z.string().min(characters, `must have at least ${characters} characters`);
}

/** Exactly so many bytes, given in base64 (RFC 4648 §4). */
export function base64Key(bytes: number) {
  return z
    .string()
    .refine(
      (value) =>
        /^[A-Za-z0-9+/]+={0,2}$/.test(value) && Buffer.from(value, "base64").toString("base64") === value,
      "must be base64",
    )
    .transform((value) => Buffer.from(value, "base64"))
    .refine((key) => key.byteLength === bytes, `must be ${bytes} bytes in base64`);
}

export const emailAddress = z.email("must be an e-mail address");

export function oneOf<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.enum(words, { error: `must be ${words.join(" or ")}` });
}

const plainUrl = z.string().refine((value) => {
  const url = parsedUrl(value);
  return url !== null && /^https?:$/.test(url.protocol) && !url.username && !url.password;
}, "must be an http or https address without user and password");

/** An http or https address that paths can be put behind: no query, no fragment, no slash at the end. */
export const httpUrl = plainUrl
  .refine((value) => !/[?#]/.test(value), "must have no query and no fragment")
  .transform((value) => value.replace(/\/+$/, ""));

/** Scheme, host and port only, in the form browsers send it (RFC 6454 §6.2). */
export const origin = plainUrl
  .refine(
    (value) => parsedUrl(value)?.pathname === "/" && !/[?#]/.test(value),
    "must be scheme and host only, without a path",
  )
  .transform((value) => new URL(value).origin);

export const postgresUrl = z.string().refine((value) => {
  const url = parsedUrl(value);
  return (
    url !== null && /^postgres(ql)?:$/.test(url.protocol) && url.hostname !== "" && url.pathname.length > 1
  );
}, "must be postgres://user:password@host:port/database; percent-encode special characters in the password");

export interface RoleRule {
  /** A value of the claim, exactly. */
  claimValue: string;
  role: Role;
}

/** `value=role; value=role`. The last `=` divides, so that directory names with `=` and `,` can stand as they are. */
export const roleMap = z.string().transform((value, context): RoleRule[] => {
  const rules: RoleRule[] = [];
  for (const entry of value.split(";")) {
    if (entry.trim() === "") continue;
    const divider = entry.lastIndexOf("=");
    const claimValue = entry.slice(0, Math.max(0, divider)).trim();
    const role = roles.find((known) => known === entry.slice(divider + 1).trim());
    if (claimValue === "" || role === undefined) {
      context.addIssue({
        code: "custom",
        message: `must be value=role pairs separated by semicolons; roles are ${roles.join(", ")}`,
      });
      return z.NEVER;
    }
    rules.push({ claimValue, role });
  }
  if (rules.length === 0) context.addIssue({ code: "custom", message: "must name at least one value=role" });
  return rules;
});

/** Whether an address can only be reached from this machine. */
export function isLoopback(address: string): boolean {
  const hostname = parsedUrl(address)?.hostname ?? "";
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}

export function parsedUrl(value: string): URL | null {
  return URL.canParse(value) ? new URL(value) : null;
}
