"use client";

import type { ReactNode } from "react";
import { Notice } from "@/components/patterns/notice";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/link";
import type { FailedOrder } from "./order-problem";
import { Step } from "./order-steps";

interface Props {
  /** Its number among the steps. */
  step: number;
  /** What the order takes: `spendLine`. Nothing until enough is known. */
  spends: string | undefined;
  warnings: readonly string[];
  failed: FailedOrder | undefined;
  /** Where an order whose answer was lost would be found. */
  lookup: { label: string; href: string };
  /** It was looked for: the way is open again. */
  looked: boolean;
  onLook: () => void;
  /** Why it cannot be ordered now, where that is not shown at a field. */
  blocked?: string;
  busy: boolean;
  /** Absent for a form, which submits. */
  onOrder?: () => void;
  children?: ReactNode;
}

const lookFirst = "Look for the order before first: ordering again could spend the balance twice.";

/** The last step of both ways to order: what it takes, what went wrong, the button. */
export function OrderReview(props: Props) {
  const { failed, lookup } = props;
  const locked = failed?.maybeTaken && !props.looked;
  return (
    <Step number={props.step} title="Review">
      {props.children}
      {props.spends && <p className="text-13">{props.spends}</p>}
      {props.warnings.map((warning) => (
        <Notice key={warning} kind="attention" title={warning} />
      ))}
      {failed && (
        <ProblemMessage
          problem={failed.problem}
          actions={
            failed.maybeTaken && (
              // In another tab: what was typed here stays.
              <ButtonLink href={lookup.href} target="_blank" onClick={props.onLook}>
                {lookup.label}
              </ButtonLink>
            )
          }
        />
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          type={props.onOrder ? "button" : "submit"}
          variant="primary"
          loading={props.busy}
          disabledReason={locked ? lookFirst : props.blocked}
          onClick={props.onOrder}
        >
          Order batch
        </Button>
        <ButtonLink href="/batches">Cancel</ButtonLink>
      </div>
    </Step>
  );
}
