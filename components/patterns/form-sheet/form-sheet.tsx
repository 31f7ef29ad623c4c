"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from "react";
import {
  type DefaultValues,
  type FieldValues,
  FormProvider,
  type UseFormReturn,
  useForm,
} from "react-hook-form";
import type { z } from "zod";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";
import { type Problem, problemOf } from "../problem";
import { ProblemMessage } from "../problem-message";
import { applyProblem } from "./apply-problem";
import { DiscardDialog, useLeaveGuard } from "./leave-guard";

export interface FormSheetProps<Input extends FieldValues, Output> {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Verb and thing: "Create tag". Also the button. */
  title: string;
  description?: ReactNode;
  submitLabel?: string;
  width?: "medium" | "wide";
  /** The contract's own schema for the body, so that screen and server refuse the same. */
  schema: z.ZodType<Output, Input>;
  defaultValues: DefaultValues<Input>;
  /** Resolves when saved (the sheet closes) or throws a problem (the sheet stays, values kept). */
  onSubmit: (values: Output) => Promise<void>;
  /** The fields: `FormField`s, or anything that uses the form. */
  children: ReactNode | ((form: UseFormReturn<Input, unknown, Output>) => ReactNode);
}

/**
 * A form beside the page. Checked on submit, the first error takes the focus, typed values stay;
 * Ctrl+Enter submits from anywhere; leaving with changes asks first.
 */
export function FormSheet<Input extends FieldValues, Output>(props: FormSheetProps<Input, Output>) {
  const { open, onOpenChange } = props;
  const [state, setState] = useState({ dirty: false, busy: false });
  const [asking, setAsking] = useState(false);
  const formId = useId();
  useLeaveGuard(open && state.dirty);

  const change = (next: boolean) => {
    if (next || state.busy) return;
    if (state.dirty) setAsking(true);
    else onOpenChange(false);
  };
  const leave = () => {
    setAsking(false);
    setState({ dirty: false, busy: false });
    onOpenChange(false);
  };
  return (
    <>
      <Sheet
        open={open}
        onOpenChange={change}
        title={props.title}
        description={props.description}
        width={props.width}
        initialFocus={() => firstControl(formId)}
        footer={
          <>
            <Button onClick={() => change(false)}>Cancel</Button>
            <Button type="submit" form={formId} variant="primary" loading={state.busy}>
              {props.submitLabel ?? props.title}
            </Button>
          </>
        }
      >
        {/* Mounted with the sheet, so that each opening starts from the default values. */}
        <SheetForm {...props} id={formId} onStateChange={setState} onSaved={leave} />
      </Sheet>
      <DiscardDialog open={asking} onStay={() => setAsking(false)} onLeave={leave} />
    </>
  );
}

/** Typing can begin at once: the first field takes the focus, not the close button above it. */
function firstControl(formId: string): HTMLElement | null {
  const form = document.getElementById(formId);
  return form?.querySelector<HTMLElement>("input, textarea, select, [role=combobox]") ?? form;
}

function SheetForm<Input extends FieldValues, Output>(
  props: FormSheetProps<Input, Output> & {
    id: string;
    onStateChange: (state: { dirty: boolean; busy: boolean }) => void;
    onSaved: () => void;
  },
) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useForm<Input, unknown, Output>({
    resolver: zodResolver(props.schema),
    defaultValues: props.defaultValues,
    mode: "onSubmit",
    reValidateMode: "onChange",
  });
  const { isDirty, isSubmitting } = form.formState;
  const { onStateChange } = props;
  useEffect(
    () => onStateChange({ dirty: isDirty, busy: isSubmitting }),
    [onStateChange, isDirty, isSubmitting],
  );

  const save = form.handleSubmit(async (values) => {
    setProblem(null);
    try {
      await props.onSubmit(values);
      props.onSaved();
    } catch (thrown) {
      const found = problemOf(thrown);
      setProblem(applyProblem(form, found));
    }
  });
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.currentTarget.requestSubmit();
    }
  };
  return (
    <FormProvider {...form}>
      <form
        id={props.id}
        noValidate
        onKeyDown={onKeyDown}
        onSubmit={(event) => {
          // The sheet is a portal: without this a form around its place would submit too.
          event.stopPropagation();
          if (isSubmitting) event.preventDefault();
          else void save(event);
        }}
        className="flex flex-col gap-5"
      >
        {problem && <ProblemMessage problem={problem} />}
        {typeof props.children === "function" ? props.children(form) : props.children}
      </form>
    </FormProvider>
  );
}
