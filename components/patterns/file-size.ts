const units = ["bytes", "kB", "MB", "GB", "TB"] as const;

/** "312 bytes", "4.2 MB": decimal units, one digit after the point below 100. */
export function fileSize(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  const digits = step === 0 || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${units[step]}`;
}
