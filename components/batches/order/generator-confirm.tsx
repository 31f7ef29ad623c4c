"use client";

import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { type Fact, Facts } from "@/components/patterns/facts";
import type { GeneratorOrder } from "@/lib/contract/batches";
import type { Generator } from "@/lib/contract/certificate-profiles";
import { previewCommonNames } from "@/lib/domain/certificate-batches/common-names";
import type { PublishedRules } from "@/lib/domain/certificate-batches/order-rules";
import { spendLine } from "./order-problem";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  rules: PublishedRules;
  generator: Generator;
  order: GeneratorOrder;
  onConfirm: () => Promise<void>;
}

const mono = (value: string) => <span className="font-mono text-12">{value}</span>;

function factsOf({ rules, generator, order }: Pick<Props, "rules" | "generator" | "order">): Fact[] {
  const names = previewCommonNames(generator, order.generatorParameters, order.batchSize);
  const last = names?.last.at(-1) ?? names?.first.at(-1);
  return [
    { label: "Certificate profile", value: rules.profile.name },
    { label: "Generator", value: generator.name },
    { label: "Certificates", value: order.batchSize.toLocaleString("en") },
    ...(names?.first[0] === undefined ? [] : [{ label: "First common name", value: mono(names.first[0]) }]),
    ...(last === undefined ? [] : [{ label: "Last common name", value: mono(last) }]),
  ];
}

/** The last question before balance is spent. */
export function GeneratorConfirm({ open, onOpenChange, onConfirm, ...ordered }: Props) {
  const { rules, order } = ordered;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      level={1}
      gentle
      title="Order batch"
      subject={order.batchName}
      consequence={spendLine(order.batchSize, rules.profile.balance, "by name")}
      doesNot="Nothing reaches a device by it: the keys and certificates come as a zip."
      onConfirm={onConfirm}
    >
      <Facts facts={factsOf(ordered)} />
    </ConfirmDialog>
  );
}
