import Check from "lucide-react/icons/check";
import CircleDashed from "lucide-react/icons/circle-dashed";
import { Link } from "@/components/ui/link";
import type { ConfirmDialogProps } from "./confirm-dialog";

/** What a confirmation tells beside the consequence: subject, what it leaves alone, cost, what comes first. */
export function ConfirmFacts(props: ConfirmDialogProps) {
  return (
    <div className="flex flex-col gap-3 text-13 empty:hidden">
      {props.subject && <p className="font-semibold [overflow-wrap:anywhere]">{props.subject}</p>}
      {props.children}
      {props.doesNot && <p className="text-soft">{props.doesNot}</p>}
      {props.cost && (
        <p className="text-soft">
          <span className="font-medium text-ink">Cost: </span>
          {props.cost}
        </p>
      )}
      {props.prerequisites && props.prerequisites.length > 0 && (
        <div>
          <p className="font-medium">Before you go on</p>
          <ul className="mt-1 flex flex-col gap-1">
            {props.prerequisites.map((item, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the prerequisites of an act are a fixed list
              <li key={index} className="flex items-start gap-2">
                {item.met ? (
                  <Check aria-label="Done" className="mt-0.5 size-4 text-ok" />
                ) : (
                  <CircleDashed aria-label="To do" className="mt-0.5 size-4 text-muted" />
                )}
                {item.href ? <Link href={item.href}>{item.text}</Link> : <span>{item.text}</span>}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
