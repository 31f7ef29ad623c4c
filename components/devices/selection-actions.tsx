import { Button } from "@/components/ui/button";
import type { TagAct } from "./tags-form";

/** What can be done with the selected devices. */
export function SelectionActions({ count, onAct }: { count: number; onAct: (act: TagAct) => void }) {
  const devices = `${count.toLocaleString("en-US")} ${count === 1 ? "device" : "devices"}`;
  return (
    <div className="flex min-w-0 flex-wrap justify-end gap-2">
      <Button size="small" onClick={() => onAct("assign")}>
        Assign tags to {devices}…
      </Button>
      <Button size="small" onClick={() => onAct("remove")}>
        Remove tags from {devices}…
      </Button>
    </div>
  );
}
