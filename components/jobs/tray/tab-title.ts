/** What the title of the tab tells beside the page's own. */
export interface TabNews {
  /** What ended last while nobody looked; null when nothing did. */
  ended: string | null;
  /** Jobs of the reader that run. */
  running: number;
}

/** "● Devices were exported" while nobody has looked yet, "(2) Devices · Muniment" while jobs run, else the page's own. */
export function tabTitle(own: string, { ended, running }: TabNews): string {
  if (ended !== null) return `● ${ended}`;
  return running > 0 ? `(${running.toLocaleString("en-US")}) ${own}` : own;
}
