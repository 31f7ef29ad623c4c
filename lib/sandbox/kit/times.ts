/** `2020-04-20T19:00:36Z`: the vendors' usual spelling, without milliseconds. */
export function utcSeconds(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 19)}Z`;
}

/** `2020-04-25T06:22:12+00:00` */
export function utcOffset(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 19)}+00:00`;
}

/** `2020-05-07T11:23:32`: no zone at all, as u-blox writes the time of an event. */
export function utcWithoutZone(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 19);
}

/** `2020-05-10T19:39Z`: no seconds, as u-blox writes the time of some other events. */
export function utcMinutes(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 16)}Z`;
}
