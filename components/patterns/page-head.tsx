import Ellipsis from "lucide-react/icons/ellipsis";
import type { ReactNode } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";

export interface PageHeadProps {
  title: ReactNode;
  /** Beside the title: how many there are, with the filter's effect. */
  count?: number;
  /** Beside the title: a `Status` badge. */
  status?: ReactNode;
  /** Under the title: the identity line of a dossier, or one sentence. */
  description?: ReactNode;
  /** The freshness clock. */
  clock?: ReactNode;
  /** The one primary action. */
  action?: ReactNode;
  /** Everything else, as `MenuItem`s. */
  menu?: ReactNode;
}

/** The head of every page: what it is, how many, how fresh; one action at the right. */
export function PageHead(props: PageHeadProps) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="text-20 font-semibold [overflow-wrap:anywhere]">{props.title}</h1>
          {props.count !== undefined && (
            <span className="tabular text-14 text-muted">{props.count.toLocaleString("en-US")}</span>
          )}
          {props.status}
        </div>
        {props.description && <div className="mt-1 text-13 text-muted">{props.description}</div>}
      </div>
      <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-2">
        {props.clock}
        <div className="flex items-center gap-2">
          {props.action}
          {props.menu && (
            <Menu
              trigger={<IconButton label="More actions" icon={<Ellipsis aria-hidden className="size-4" />} />}
            >
              {props.menu}
            </Menu>
          )}
        </div>
      </div>
    </header>
  );
}
