export const dayCount = (days: number) => `${days.toLocaleString("en-US")} ${days === 1 ? "day" : "days"}`;
export const deviceCount = (devices: number) =>
  `${devices.toLocaleString("en-US")} ${devices === 1 ? "device" : "devices"}`;

/** "10 years" for 3,650 days; undefined for what is not about whole years. */
export function yearsOf(days: number): string | undefined {
  const years = days / 365;
  return Number.isInteger(years) ? `${years} ${years === 1 ? "year" : "years"}` : undefined;
}

/** "3,650 days (10 years)". */
export function validityWords(days: number): string {
  const years = yearsOf(days);
  return years === undefined ? dayCount(days) : `${dayCount(days)} (${years})`;
}
