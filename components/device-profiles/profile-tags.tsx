"use client";

import { useState } from "react";
import { problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { Section } from "@/components/patterns/section";
import { useCan } from "@/components/patterns/who";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { showToast, showUndo } from "@/components/ui/toast-manager";
import type { DeviceProfile } from "@/lib/contract/device-profiles";
import { AssignForm } from "./assign-form";
import { nameOf } from "./columns";
import { useAllTags, useAskTagByTag, useAssignTags, useRemoveTags } from "./queries";
import { TagChips } from "./tag-chips";

/** The vendor may list a profile without naming its tags: then it is asked about each tag, when somebody wants it. */
function AskTagByTag({
  deviceProfileUid,
  onFound,
}: {
  deviceProfileUid: string;
  onFound: (tagNames: readonly string[]) => void;
}) {
  const allTags = useAllTags().data ?? [];
  const { asking, asked } = useAskTagByTag(deviceProfileUid);
  const calls = `${allTags.length.toLocaleString("en-US")} ${allTags.length === 1 ? "call" : "calls"}`;
  if (asking.isPending) {
    return (
      <Progress
        label="Asking tag by tag"
        value={asked}
        max={allTags.length}
        text={`${asked} of ${allTags.length} tags`}
      />
    );
  }
  return (
    <>
      <p className="text-13 text-muted">
        {asking.isSuccess
          ? "No tag is assigned: u-blox was asked about each."
          : "u-blox names no tag in its list of profiles, which does not have to mean that there is none: it only promises to find profiles by tag."}
      </p>
      {asking.error && <ProblemMessage problem={problemOf(asking.error)} />}
      {!asking.isSuccess && allTags.length > 0 && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Button size="small" onClick={() => asking.mutate(allTags, { onSuccess: onFound })}>
            Ask tag by tag
          </Button>
          <span className="text-12 text-muted">{calls} to u-blox</span>
        </div>
      )}
    </>
  );
}

/** The tags of a profile. Removing one acts at once and can be undone. */
export function ProfileTags({ profile }: { profile: DeviceProfile }) {
  const { deviceProfileUid } = profile;
  const mayTag = useCan()("tags:write");
  const [assigning, setAssigning] = useState(false);
  /** What is known beyond what the list tells: found by asking, or assigned here. */
  const [found, setFound] = useState<readonly string[]>([]);
  const assign = useAssignTags();
  const remove = useRemoveTags();
  const known = [...new Set([...profile.tagNames, ...found])];
  const add = (tagNames: readonly string[]) => setFound((before) => [...new Set([...before, ...tagNames])]);

  const removeTag = (tagName: string) => {
    if (remove.isPending) return;
    const body = { tagNames: [tagName], deviceProfileUids: [deviceProfileUid] };
    const undo = () =>
      assign.mutate(
        { body },
        {
          onSuccess: () => add([tagName]),
          onError: (error) => {
            const { title, detail } = problemOf(error);
            showToast({
              kind: "failed",
              title: `Tag ${tagName} was not put back: ${title}`,
              description: detail,
            });
          },
        },
      );
    remove.mutate(
      { body },
      {
        onSuccess: () => {
          setFound((before) => before.filter((name) => name !== tagName));
          showUndo(`Tag ${tagName} removed`, undo);
        },
      },
    );
  };

  return (
    <Section
      title="Tags"
      description="Of the profile itself, not of its devices."
      actions={
        mayTag && (
          <Button size="small" onClick={() => setAssigning(true)}>
            Assign tags…
          </Button>
        )
      }
    >
      {known.length === 0 ? (
        <AskTagByTag deviceProfileUid={deviceProfileUid} onFound={add} />
      ) : (
        <TagChips
          tagNames={known}
          leaving={remove.isPending ? remove.variables.body?.tagNames?.[0] : undefined}
          onRemove={mayTag ? removeTag : undefined}
        />
      )}
      {remove.error && <ProblemMessage problem={problemOf(remove.error)} />}
      <AssignForm
        deviceProfileUid={deviceProfileUid}
        name={nameOf(profile)}
        open={assigning}
        onOpenChange={setAssigning}
        onAssigned={add}
      />
    </Section>
  );
}
