"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { FormProvider, useForm, useFormContext } from "react-hook-form";
import { PlanDialog } from "@/components/jobs/plan/plan-dialog";
import type { PlanInput } from "@/components/jobs/plan/use-making";
import { Count } from "@/components/patterns/count";
import { Page } from "@/components/patterns/dossier";
import { Notice } from "@/components/patterns/notice";
import { PageHead } from "@/components/patterns/page-head";
import { Section } from "@/components/patterns/section";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/link";
import { RadioGroup } from "@/components/ui/radio-group";
import { inputFrom, type ProvisionInput, provisionPlan, questionOf } from "./provision-targets";
import { useDeviceCount } from "./queries";
import { Difference, SettingsFields } from "./settings-fields";
import { TargetFields } from "./target-fields";

const acts = [
  {
    value: "set",
    label: "Set provisioning",
    description: "Features, heartbeat and root CA. What you leave as it is, is not sent.",
  },
  {
    value: "delete",
    label: "Delete provisioning",
    description: "Heartbeat returns to the vendor default; devices that already applied it keep it.",
  },
] as const;

/** How many devices are meant, where the vendor can be asked. */
function HowMany() {
  const question = questionOf(useFormContext<ProvisionInput>().watch());
  const read = useDeviceCount(question);
  const total = question === undefined || read.isPlaceholderData ? undefined : read.data?.value.page.total;
  if (total === undefined) return null;
  return (
    <p role="status" className="text-13 text-muted">
      <Count value={total} unit={{ one: "device", many: "devices" }} /> as u-blox counts them now; the plan
      takes those that are there when it is made.
    </p>
  );
}

function Outcome() {
  const { watch } = useFormContext<ProvisionInput>();
  const setting = watch("act") === "set";
  return (
    <Section title="What follows">
      {setting && <Difference before={undefined} />}
      <p className="text-13 text-muted">
        {setting
          ? "Each device takes it over at its next security heartbeat. Devices of which exactly this is wanted already are left out."
          : "What has not reached a device yet never will. Features that a device has confirmed stay on it: set them to off for that."}{" "}
        A plan is shown first, and nothing is sent until you start it.
      </p>
      <Button type="submit" variant="primary" className="self-start">
        Make plan
      </Button>
    </Section>
  );
}

/** Provisions many devices, or deletes their provisioning, by a plan. The address says which devices are meant at first. */
export function ProvisionScreen({ search }: { search: Record<string, unknown> }) {
  const form = useForm({ resolver: zodResolver(provisionPlan), defaultValues: inputFrom(search) });
  const [planned, setPlanned] = useState<{ plan: PlanInput; file?: File }>();
  const [started, setStarted] = useState(false);
  const make = form.handleSubmit((chosen) => {
    setStarted(false);
    setPlanned(chosen);
  });
  return (
    <Page>
      <PageHead
        title="Provision devices"
        description="Changes what is wanted of many devices that have bootstrapped, as one job."
      />
      {started && (
        <Notice
          kind="ok"
          alert
          title="The job has started"
          actions={<ButtonLink href="/jobs">Open jobs</ButtonLink>}
        >
          The header follows it. The devices take it over one after the other, each at its own next heartbeat.
        </Notice>
      )}
      <FormProvider {...form}>
        <form
          noValidate
          onSubmit={make}
          className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]"
        >
          <div className="flex min-w-0 max-w-140 flex-col gap-8">
            <Section title="Devices">
              <div className="flex flex-col gap-5">
                <TargetFields />
                <HowMany />
              </div>
            </Section>
            <Section title="Provisioning">
              <div className="flex flex-col gap-5">
                <RadioGroup
                  legend="What to do"
                  value={form.watch("act")}
                  onValueChange={(act) => form.setValue("act", act, { shouldDirty: true })}
                  options={acts}
                />
                {form.watch("act") === "set" && <SettingsFields before={undefined} />}
              </div>
            </Section>
          </div>
          <div className="min-w-0 lg:sticky lg:top-[calc(var(--top-bar)+24px)] lg:self-start">
            <Outcome />
          </div>
        </form>
      </FormProvider>
      <PlanDialog
        plan={planned?.plan ?? null}
        file={planned?.file}
        onClose={(hasStarted) => {
          setPlanned(undefined);
          setStarted(hasStarted);
        }}
      />
    </Page>
  );
}
