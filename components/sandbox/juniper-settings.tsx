"use client";

import { Section } from "@/components/patterns/section";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import type { SandboxState } from "@/lib/contract/sandbox";
import { useChangeSettings } from "./queries";
import { withValue } from "./with-value";

type Settings = SandboxState["settings"]["juniper"];

const rateSwitches = [
  {
    name: "rejectedCallsCount",
    label: "Count refused calls too",
    description: "Whoever goes on asking stays shut out.",
  },
  { name: "tokenCallsCount", label: "Count calls for tokens too", description: "Whoever makes them." },
  {
    name: "announceRetryAfter",
    label: "Say when the next call may come",
    description: "With Retry-After, where a call is refused for the rate.",
  },
] as const;

const answerSwitches = [
  {
    name: "clientEnabled",
    label: "Let the client in",
    description: "Off: the gateway answers 401, however good the token is.",
  },
  { name: "wrapRequests", label: "Want requests wrapped", description: "Inside of <operation>Request." },
  { name: "wrapAnswers", label: "Wrap answers", description: "Inside of <operation>Response." },
  {
    name: "oddDates",
    label: "Spell dates oddly",
    description: "In five ways; some are missing or cannot be read.",
  },
  {
    name: "strictRequestDates",
    label: "Be strict about requestDateTime",
    description: "UTC with milliseconds and Z, or the call is refused.",
  },
] as const;

const limits = [
  { value: "300", label: "300, as documented" },
  { value: "60", label: "60" },
  { value: "10", label: "10" },
];
/** As the wire says them; choices are words. */
const statuses = { "200": 200, "400": 400, "429": 429, "503": 503 } as const;
const refusals = [
  { value: "429", label: "429", description: "In the gateway's words" },
  { value: "503", label: "503", description: "In the gateway's words" },
  { value: "400", label: "400 with fault SIM-429", description: "In the service's words" },
] as const;
const errors = [
  { value: "400", label: "400, as the body says" },
  { value: "200", label: "200", description: "The body says 400 all the same" },
] as const;
const placements = [
  { value: "headers", label: "In headers" },
  { value: "body", label: "In the body" },
] as const;

/** How Juniper counts and answers from now on. */
export function JuniperSettings({ settings }: { settings: Settings }) {
  const change = useChangeSettings();
  const set = (juniper: Partial<Settings>) => change.mutate({ body: { juniper } });
  const limit = String(settings.hourlyLimit);
  const switches = (items: typeof rateSwitches | typeof answerSwitches) =>
    items.map(({ name, ...words }) => (
      <Switch
        key={name}
        {...words}
        checked={settings[name]}
        onChange={(event) => set({ [name]: event.target.checked })}
      />
    ));
  return (
    <Section title="Juniper" description="For calls from now on.">
      <Field label="Calls in an hour" className="max-w-80">
        <Select
          items={withValue(limits, limit)}
          value={limit}
          onValueChange={(value) => set({ hourlyLimit: Number(value) })}
        />
      </Field>
      {switches(rateSwitches)}
      <Field label="Refusal for the rate" className="max-w-80">
        <Select
          items={refusals}
          value={`${settings.rateLimitStatus}`}
          onValueChange={(status) => set({ rateLimitStatus: statuses[status] })}
        />
      </Field>
      <Field label="HTTP status of an answer that says 400" className="max-w-80">
        <Select
          items={errors}
          value={`${settings.errorStatus}`}
          onValueChange={(status) => set({ errorStatus: statuses[status] })}
        />
      </Field>
      <Field label="Where sapbpID, contactID and customerGroupID are looked for" className="max-w-80">
        <Select
          items={placements}
          value={settings.apiKeyPlacement}
          onValueChange={(apiKeyPlacement) => set({ apiKeyPlacement })}
        />
      </Field>
      {switches(answerSwitches)}
      <p className="text-12 text-muted">
        Answers with reservations (statusCode 300) come by themselves: about an entitlement that ends within
        30 days, is used up, or cannot be activated.
      </p>
    </Section>
  );
}
