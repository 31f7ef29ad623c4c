import Lock from "lucide-react/icons/lock";
import Unplug from "lucide-react/icons/unplug";
import type { ReactNode } from "react";
import { type Permission, roleLabels, rolesWith } from "@/lib/access/permissions";

/** The frame of every state that takes the place of content: left-aligned, no picture, no box. */
export function Blank(props: {
  icon?: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  alert?: boolean;
}) {
  return (
    <div role={props.alert ? "alert" : undefined} className="flex gap-3 border-t border-line py-8 text-13">
      {props.icon && <span className="flex h-[1.45em] items-center text-14 text-muted">{props.icon}</span>}
      <div className="min-w-0 max-w-120">
        <p className="text-14 font-medium">{props.title}</p>
        {props.children && <div className="mt-1 flex flex-col gap-1 text-muted">{props.children}</div>}
        {props.actions && <div className="mt-4 flex flex-wrap gap-2">{props.actions}</div>}
      </div>
    </div>
  );
}

/** Nothing was ever made: one sentence and one action. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <Blank title={title} actions={action}>
      {children}
    </Blank>
  );
}

/** A filter matched nothing: it is repeated, and can be cleared. `clear` is the button. */
export function ZeroResults({ noun, filter, clear }: { noun: string; filter?: ReactNode; clear: ReactNode }) {
  return (
    <Blank title={`No ${noun} match`} actions={clear}>
      {filter ?? "No entry fits all the filters that are set."}
    </Blank>
  );
}

/** A vendor without its variables. Nothing is broken; something is still to be set. */
export function NotConnected(props: { vendor: string; variables: readonly string[]; action?: ReactNode }) {
  return (
    <Blank
      icon={<Unplug aria-hidden className="size-4" />}
      title={`${props.vendor} is not connected`}
      actions={props.action}
    >
      <p>Set these variables and start the console again:</p>
      <ul className="flex flex-wrap gap-x-3 gap-y-1 font-mono text-12 text-ink">
        {props.variables.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </Blank>
  );
}

/** The role does not allow it: says so, and which roles can. */
export function NoPermission({ permission, what }: { permission: Permission; what: string }) {
  const able = rolesWith(permission).map((role) => roleLabels[role]);
  return (
    <Blank icon={<Lock aria-hidden className="size-4" />} title={`Your role cannot ${what}`}>
      <p>
        {able.length === 1 ? `The role ${able[0]} can.` : `These roles can: ${able.join(", ")}.`} An
        administrator gives roles.
      </p>
    </Blank>
  );
}
