import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { Notice } from "./notice";
import { clockTime, minuteOf } from "./time/format-time";

/** One part of the page could not be had; the rest stands. At most five of these on a page. */
export function DegradedBanner(props: {
  /** "Certificate details are missing: u-blox does not answer." */
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <Notice kind="attention" title={props.title} actions={props.actions}>
      {props.children}
    </Notice>
  );
}

/** What is shown is older than it should be: since when, and as of when. Times are UTC. */
export function StaleBanner(props: {
  vendor: string;
  /** What is shown: "the list". */
  what: string;
  /** The vendor has not answered since; ISO instant. */
  silentSince: string;
  /** The age of what is shown; ISO instant. */
  asOf: string;
  statusHref?: string;
  actions?: ReactNode;
}) {
  return (
    <Notice
      kind="attention"
      title={`${props.vendor} has not answered since ${clockTime(props.silentSince)}. Showing ${props.what} as of ${clockTime(props.asOf)}.`}
      actions={props.actions}
    >
      {props.statusHref && <Link href={props.statusHref}>See the connection</Link>}
    </Notice>
  );
}

/** What is shown is older than it should be, for our own count of calls: nothing is wrong with the vendor. Times are UTC. */
export function BudgetBanner(props: {
  vendor: string;
  /** The age of what is shown; ISO instant. */
  asOf: string;
  /** When the next call may go; ISO instant, undefined where it is not known. */
  nextAt?: string | undefined;
  actions?: ReactNode;
}) {
  return (
    <Notice
      kind="waiting"
      title={`Shown as of ${clockTime(props.asOf)}: the calls to ${props.vendor} of this hour are used up.`}
      actions={props.actions}
    >
      {props.nextAt && `The next one comes at ${minuteOf(props.nextAt)}.`}
    </Notice>
  );
}
