/** Symbols a tag name must not have [seed, /tag/create]. */
const forbidden = /[\^`~<>"{}|,]/;

const LONGEST_TAG_NAME = 255;

export function isTagName(name: string): boolean {
  return name.length > 0 && name.length <= LONGEST_TAG_NAME && !forbidden.test(name);
}

/** Two names are one tag when only their case differs. */
export function tagKey(name: string): string {
  return name.toLowerCase();
}

/** Stands for all tags, devices or profiles in /tag/remove [seed]. */
export const WILDCARD = "{*}";
