"use client";

import { useCallback, useEffect, useState } from "react";
import { countDown, endUnseen, type SecretEnd, secondsUntil } from "./secret-clock";

/** So long a secret is shown. */
const shownForMs = 60_000;

interface Shown<Secret> {
  secret: Secret;
  untilMs: number;
}

export interface SecretControl<Secret> {
  /** Null: none is shown. */
  secret: Secret | null;
  /** Whole seconds that it is still shown. */
  secondsLeft: number;
  /** Why the last one went; null before the first, and while one is shown. */
  ended: SecretEnd | null;
  show: (secret: Secret) => void;
  hide: () => void;
}

/**
 * Holds a secret while it is shown, and nowhere else: for a minute, until it is hidden, until the page is left, or until
 * the tab has been out of sight for half a minute.
 */
export function useSecret<Secret>(): SecretControl<Secret> {
  const [shown, setShown] = useState<Shown<Secret> | null>(null);
  const [secondsLeft, setSecondsLeft] = useState(0);
  const [ended, setEnded] = useState<SecretEnd | null>(null);

  const end = useCallback((why: SecretEnd) => {
    setShown(null);
    setEnded(why);
  }, []);

  const show = useCallback((secret: Secret) => {
    const untilMs = Date.now() + shownForMs;
    setShown({ secret, untilMs });
    setSecondsLeft(secondsUntil(untilMs));
    setEnded(null);
  }, []);

  useEffect(() => (shown === null ? undefined : countDown(shown.untilMs, setSecondsLeft, end)), [shown, end]);
  useEffect(() => (shown === null ? undefined : endUnseen(end)), [shown, end]);

  const hide = () => {
    if (shown !== null) end("hidden");
  };
  return { secret: shown?.secret ?? null, secondsLeft, ended, show, hide };
}
