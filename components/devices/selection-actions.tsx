import { Button } from "@/components/ui/button";
import type { TagAct } from "./tags-form";

/** The number stands in the bar already: where the bar is short, the buttons only say it aloud. */
const whom = "max-xl:sr-only";

/** What can be done with the selected devices. */
export function SelectionActions({ count, onAct }: { count: number; onAct: (act: TagAct) => void }) {
  const devices = `${count.toLocaleString("en-US")} ${count === 1 ? "device" : "devices"}`;
  return (
    <div className="flex min-w-0 flex-wrap justify-end gap-2">
      <Button size="small" onClick={() => onAct("assign")}>
        <span>
          Assign tags<span className={whom}> to {devices}</span>…
        </span>
      </Button>
      <Button size="small" onClick={() => onAct("remove")}>
        <span>
          Remove tags<span className={whom}> from {devices}</span>…
        </span>
      </Button>
    </div>
  );
}
