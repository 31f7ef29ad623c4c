/** As much as is kept of one device: an old sandbox forgets before it grows. */
const KEPT_PER_DEVICE = 500;

/** What happened to each device since the start of the sandbox. What was before is made when asked for. */
export class DeviceLog<Entry> {
  readonly #entries = new Map<string, Entry[]>();

  add(rotPublicUid: string, entry: Entry): void {
    const entries = this.#entries.get(rotPublicUid);
    if (entries === undefined) {
      this.#entries.set(rotPublicUid, [entry]);
      return;
    }
    entries.push(entry);
    if (entries.length > 2 * KEPT_PER_DEVICE) entries.splice(0, KEPT_PER_DEVICE);
  }

  /** Oldest first. */
  of(rotPublicUid: string): readonly Entry[] {
    return this.#entries.get(rotPublicUid) ?? [];
  }
}
