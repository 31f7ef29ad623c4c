"use client";

import { useEffect, useState } from "react";

/** A value once it has stayed the same for a moment: what is typed is not asked about letter by letter. */
export function useSettled<Value>(value: Value, forMs: number): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), forMs);
    return () => clearTimeout(timer);
  }, [value, forMs]);
  return settled;
}
