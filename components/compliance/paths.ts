/** Whose licenses, where they are not those of the connection. */
export interface ChosenGroup {
  customerId: string | null;
  groupId: string | null;
}

/** An address with those parameters that are there, and with the group that is looked at. */
export function withGroup(
  path: string,
  { customerId, groupId }: ChosenGroup,
  query: Readonly<Record<string, string | null>> = {},
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, customerId, groupId })) {
    if (value !== null) search.set(name, value);
  }
  return search.size === 0 ? path : `${path}?${search}`;
}
