"use client";

import { type RefObject, useEffect, useMemo, useState } from "react";
import { generatorOrder } from "@/lib/contract/batches";
import { checkOrder, type PublishedRules } from "@/lib/domain/certificate-batches/order-rules";
import {
  emptyDraft,
  emptySecrets,
  generatorOf,
  messagesByPath,
  type OrderDraft,
  orderOf,
  type ParameterGroup,
} from "./order-draft";

const fields = Object.keys(generatorOrder.shape);
const isAtField = ({ path }: { path: string }) =>
  fields.includes(path.replace(/^body\./, "").split(".")[0] ?? "");

const noMessages: ReadonlyMap<string, string> = new Map();

/** What was typed, what the rules say to it, and what the server said last. */
export function useGeneratorOrder(
  rules: PublishedRules | undefined,
  form: RefObject<HTMLFormElement | null>,
) {
  const [draft, setDraft] = useState<OrderDraft>(emptyDraft);
  const [submitted, setSubmitted] = useState(false);
  const [fromServer, setFromServer] = useState(noMessages);
  const [focusWanted, setFocusWanted] = useState(false);
  const order = useMemo(() => rules && orderOf(draft, rules), [draft, rules]);
  const findings = useMemo(() => order && rules && checkOrder(order, rules), [order, rules]);
  const ownMessages = useMemo(() => messagesByPath(findings?.errors ?? []), [findings]);
  const unchecked = useMemo(() => new Set(findings?.unchecked.map(({ path }) => path)), [findings]);

  // Only after the messages stand at their fields can the first of these fields be found.
  useEffect(() => {
    if (!focusWanted) return;
    setFocusWanted(false);
    form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [focusWanted, form]);

  const change = (changes: Partial<OrderDraft>, ...paths: string[]) => {
    setDraft((before) => ({ ...before, ...changes }));
    // What the server said was about the value before.
    setFromServer((before) => new Map([...before].filter(([path]) => !paths.includes(path))));
  };

  return {
    draft,
    order,
    generator: rules && generatorOf(draft, rules.generators),
    /** Whether anything was typed that leaving would lose. */
    dirty: draft !== emptyDraft,
    warnings: [
      ...(findings?.warnings.map(({ message }) => message) ?? []),
      ...(order && rules ? emptySecrets(order, rules.profileParameters) : []),
    ],
    messageAt: (path: string) => fromServer.get(path) ?? (submitted ? ownMessages.get(path) : undefined),
    isUnchecked: (path: string) => unchecked.has(path),
    setBatchName: (batchName: string) => change({ batchName }, "batchName"),
    setBatchSize: (batchSize: number | null) => change({ batchSize }, "batchSize"),
    setGenerator: (generatorId: number) => change({ generatorId }, "generatorId"),
    setParameter: (group: ParameterGroup, name: string, value: string) =>
      change({ [group]: { ...draft[group], [name]: value } }, `${group}.${name}`),
    /** Whether it can be ordered as it stands; if not, the first field at fault takes the focus. */
    submit: (): boolean => {
      const sound = findings !== undefined && findings.errors.length === 0;
      setSubmitted(true);
      setFocusWanted(!sound);
      return sound;
    },
    /** Puts the server's messages at their fields. Returns those that belong to none. */
    takeMessages: (errors: readonly { path: string; message: string }[]) => {
      const [here, elsewhere] = [errors.filter(isAtField), errors.filter((error) => !isAtField(error))];
      setFromServer(messagesByPath(here));
      setFocusWanted(here.length > 0);
      return elsewhere;
    },
  };
}

export type GeneratorOrderState = ReturnType<typeof useGeneratorOrder>;
