"use client";

import X from "lucide-react/icons/x";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Link } from "@/components/ui/link";
import { profilesWithTag } from "./profile-address";

/** The tags of a profile, each leading to all profiles that carry it. */
export function TagChips(props: {
  tagNames: readonly string[];
  /** The one that is being removed. */
  leaving: string | undefined;
  /** Absent where the role may not change tags. */
  onRemove: ((tagName: string) => void) | undefined;
}) {
  const { onRemove } = props;
  return (
    <ul aria-label="Tags" className="flex flex-wrap gap-1.5">
      {props.tagNames.map((name) => (
        <li
          key={name}
          className={cn(
            "inline-flex min-h-6 max-w-full items-center gap-0.5 rounded-4 bg-pressed pl-2 text-12 transition-opacity",
            onRemove ? "pr-0" : "pr-2",
            name === props.leaving && "opacity-50",
          )}
        >
          <Link href={profilesWithTag(name)} className="block py-0.5 text-ink [overflow-wrap:anywhere]">
            {name}
          </Link>
          {onRemove && (
            <IconButton
              label={`Remove tag ${name}`}
              size="small"
              aria-busy={name === props.leaving || undefined}
              icon={<X aria-hidden className="size-3.5" />}
              onClick={() => onRemove(name)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
