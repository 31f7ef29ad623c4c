/** Why a secret is not shown any more. */
export type SecretEnd = "time" | "hidden" | "unseen";

/** It goes sooner when nobody looks for this long: the tab was left, or the computer. */
const unseenForMsMax = 30_000;

/** Whole seconds until a moment; none when it is over. */
export const secondsUntil = (ms: number) => Math.max(0, Math.ceil((ms - Date.now()) / 1_000));

/**
 * Ticks at whole seconds, by the clock: a timer that was late does not make the time longer. @returns what stops it
 */
export function countDown(
  untilMs: number,
  tick: (secondsLeft: number) => void,
  end: (why: SecretEnd) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const run = () => {
    const leftMs = untilMs - Date.now();
    if (leftMs <= 0) return end("time");
    tick(secondsUntil(untilMs));
    timer = setTimeout(run, leftMs % 1_000 || 1_000);
  };
  run();
  return () => clearTimeout(timer);
}

/**
 * Ends what nobody sees. A page that is left may be kept by the browser to come back to, and a tab that is frozen runs no
 * timer: both end it at once. @returns what stops it
 */
export function endUnseen(end: (why: SecretEnd) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const unseen = () => end("unseen");
  const look = () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(unseen, unseenForMsMax);
  };
  look();
  document.addEventListener("visibilitychange", look);
  document.addEventListener("freeze", unseen);
  window.addEventListener("pagehide", unseen);
  return () => {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", look);
    document.removeEventListener("freeze", unseen);
    window.removeEventListener("pagehide", unseen);
  };
}
