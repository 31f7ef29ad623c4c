"use client";

import { type FormEvent, useState } from "react";
import { IdentifierText } from "@/components/patterns/identifier";
import { problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { Section } from "@/components/patterns/section";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Link } from "@/components/ui/link";
import { Select } from "@/components/ui/select";
import { rotPublicUid, tagName } from "@/lib/contract/identifiers";
import { BootstrapForm } from "./bootstrap-form";
import { useHeartbeat } from "./queries";

type Which = "one" | "tag" | "due" | "all";

const whichItems = [
  { value: "one", label: "One device" },
  { value: "tag", label: "Devices with a tag" },
  { value: "due", label: "All that are due", description: "Their heartbeat interval has passed" },
  { value: "all", label: "All devices" },
] as const;

const names: Partial<Record<Which, { label: string; schema: typeof rotPublicUid | typeof tagName }>> = {
  one: { label: "RoT UID", schema: rotPublicUid },
  tag: { label: "Tag", schema: tagName },
};

function bodyOf(which: Which, name: string) {
  if (which === "one") return { rotPublicUids: [name] };
  if (which === "tag") return { tagName: name };
  return which === "due" ? { due: true as const } : { all: true as const };
}

/** Has simulated devices get in contact, which nobody can ask the real vendor for. */
export function Heartbeat() {
  const heartbeat = useHeartbeat();
  const [which, setWhich] = useState<Which>("one");
  const [text, setText] = useState("");
  const [error, setError] = useState<string>();
  const [bootstrapping, setBootstrapping] = useState(false);
  const [bootstrapped, setBootstrapped] = useState<string>();
  const named = names[which];

  const start = (event: FormEvent) => {
    event.preventDefault();
    const name = named?.schema.safeParse(text);
    if (name?.success === false) return setError(name.error.issues[0]?.message);
    setError(undefined);
    setBootstrapped(undefined);
    heartbeat.mutate({ body: bodyOf(which, name?.data ?? "") });
  };
  const choose = (next: Which) => {
    setWhich(next);
    setError(undefined);
    heartbeat.reset();
  };
  return (
    <Section
      title="Heartbeat"
      description="Have devices get in contact with u-blox now."
      actions={<Button onClick={() => setBootstrapping(true)}>Bootstrap device</Button>}
    >
      <form noValidate onSubmit={start} className="flex flex-wrap items-start gap-3">
        <Field label="Devices" className="w-56">
          <Select items={whichItems} value={which} onValueChange={choose} />
        </Field>
        {named && (
          <Field label={named.label} error={error} className="w-56">
            <Input mono={which === "one"} value={text} onChange={(event) => setText(event.target.value)} />
          </Field>
        )}
        <Button type="submit" loading={heartbeat.isPending} className="mt-6.5">
          Heartbeat
        </Button>
      </form>
      {heartbeat.isError && <ProblemMessage problem={problemOf(heartbeat.error)} />}
      <p role="status" className="text-13 text-muted">
        {bootstrapped === undefined ? (
          heartbeat.data && contactWords(heartbeat.data.devices)
        ) : (
          <>
            <Link href={`/devices/${bootstrapped}`}>
              <IdentifierText value={bootstrapped} />
            </Link>{" "}
            bootstrapped.
          </>
        )}
      </p>
      <BootstrapForm
        open={bootstrapping}
        onOpenChange={setBootstrapping}
        onBootstrapped={(rotPublicUid) => {
          heartbeat.reset();
          setBootstrapped(rotPublicUid);
        }}
      />
    </Section>
  );
}

function contactWords(devices: number): string {
  if (devices === 0) return "No device was meant, so none was in contact.";
  return devices === 1
    ? "1 device was in contact."
    : `${devices.toLocaleString("en-US")} devices were in contact.`;
}
