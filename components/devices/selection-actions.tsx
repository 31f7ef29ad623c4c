import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/link";
import type { TagAct } from "./tags-form";

/** The number stands in the bar already: where the bar is short, the buttons only say it aloud. */
const whom = "max-xl:sr-only";

/** What can be done with the selected devices. */
export function SelectionActions(props: {
  count: number;
  /** Absent where the role may not change tags. */
  onAct: ((act: TagAct) => void) | undefined;
  /** Where the selection is provisioned; absent where the role may not, or it is too long for an address. */
  provision: string | undefined;
}) {
  const { count, onAct, provision } = props;
  const devices = `${count.toLocaleString("en-US")} ${count === 1 ? "device" : "devices"}`;
  return (
    <div className="flex min-w-0 flex-wrap justify-end gap-2">
      {onAct && (
        <>
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
        </>
      )}
      {provision !== undefined && (
        <ButtonLink size="small" href={provision}>
          <span>
            Provision<span className={whom}> {devices}</span>…
          </span>
        </ButtonLink>
      )}
    </div>
  );
}
