"use client";

import { useEffect, useState } from "react";

/** Says how many rows there are, half a second after typing and paging have come to rest. */
export function ResultStatus({ text }: { text: string }) {
  const [said, setSaid] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), 500);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div role="status" className="sr-only">
      {said}
    </div>
  );
}
