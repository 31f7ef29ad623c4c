"use client";

import X from "lucide-react/icons/x";
import { useRef, useState } from "react";
import { problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { Section } from "@/components/patterns/section";
import { useCan } from "@/components/patterns/who";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Link } from "@/components/ui/link";
import { showToast, showUndo } from "@/components/ui/toast-manager";
import type { Device } from "@/lib/contract/devices";
import { devicesWithTag } from "../device-address";
import { useAssignTags, useRemoveTags } from "../queries";
import { TagActDialogs } from "../tag-act";
import { targetsOf } from "../tag-targets";

interface ChipProps {
  name: string;
  leaving: boolean;
  /** Absent where the role may not change tags. */
  onRemove: (() => void) | undefined;
}

function Chip({ name, leaving, onRemove }: ChipProps) {
  return (
    <li
      className={cn(
        "inline-flex min-h-6 max-w-full items-center gap-0.5 rounded-4 bg-pressed pl-2 text-12 transition-opacity",
        onRemove ? "pr-0" : "pr-2",
        leaving && "opacity-50",
      )}
    >
      <Link href={devicesWithTag(name)} className="block py-0.5 text-ink [overflow-wrap:anywhere]">
        {name}
      </Link>
      {onRemove && (
        <IconButton
          label={`Remove tag ${name}`}
          size="small"
          aria-busy={leaving || undefined}
          icon={<X aria-hidden className="size-3.5" />}
          onClick={onRemove}
        />
      )}
    </li>
  );
}

/** The device's tags. Removing one acts at once and can be undone: the device certainly had it. */
export function DeviceTags({ device }: { device: Device }) {
  const mayTag = useCan()("tags:write");
  const [assigning, setAssigning] = useState(false);
  const assign = useAssignTags();
  const remove = useRemoveTags();
  const list = useRef<HTMLUListElement>(null);
  const assignButton = useRef<HTMLButtonElement>(null);
  const leaving = remove.isPending ? remove.variables.body?.tagNames?.[0] : undefined;

  const removeTag = (name: string) => {
    if (remove.isPending) return;
    const body = { tagNames: [name], rotPublicUids: [device.rotPublicUid] };
    const undo = () =>
      assign.mutate(
        { body },
        {
          onError: (error) => {
            const { title, detail } = problemOf(error);
            showToast({
              kind: "failed",
              title: `Tag ${name} was not put back: ${title}`,
              description: detail,
            });
          },
        },
      );
    remove.mutate(
      { body },
      {
        onSuccess: () => {
          // The chip goes away with its button: the focus goes to where tags come from.
          if (list.current?.contains(document.activeElement)) assignButton.current?.focus();
          showUndo(`Tag ${name} removed`, undo);
        },
      },
    );
  };

  return (
    <Section
      title="Tags"
      actions={
        mayTag && (
          <Button ref={assignButton} size="small" onClick={() => setAssigning(true)}>
            Assign tags…
          </Button>
        )
      }
    >
      {device.tagNames.length === 0 ? (
        <p className="text-13 text-muted">No tag is assigned.</p>
      ) : (
        <ul ref={list} aria-label="Tags" className="flex flex-wrap gap-1.5">
          {device.tagNames.map((name) => (
            <Chip
              key={name}
              name={name}
              leaving={name === leaving}
              onRemove={mayTag ? () => removeTag(name) : undefined}
            />
          ))}
        </ul>
      )}
      {remove.error && <ProblemMessage problem={problemOf(remove.error)} />}
      <TagActDialogs
        open={assigning}
        onOpenChange={setAssigning}
        act="assign"
        targets={targetsOf([device.rotPublicUid], [device])}
      />
    </Section>
  );
}
