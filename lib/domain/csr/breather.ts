const workMsMax = 10;

/** Lets everything else run whenever work has kept the event loop to itself for about 10 ms. */
export class Breather {
  #sinceMs = performance.now();

  async pause(): Promise<void> {
    if (performance.now() - this.#sinceMs < workMsMax) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#sinceMs = performance.now();
  }
}
