const day = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  day: "numeric",
  month: "long",
  year: "numeric",
});

/** "14 March 2027", by UTC. */
export function exactDay(instant: string): string {
  return day.format(new Date(instant));
}
