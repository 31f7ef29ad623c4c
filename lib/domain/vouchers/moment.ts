const moment = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});

/** "14 March 2027 at 09:00 UTC". */
export function exactMoment(instant: string): string {
  return `${moment.format(new Date(instant))} UTC`;
}
