"use client";

import { type AllPages, useAllPages } from "@/lib/browser/all-pages";
import { useRead } from "@/lib/browser/queries";
import { type Tag, tags } from "@/lib/contract/tags";
import { usage } from "@/lib/contract/usage";
import type { Period } from "./period";

export type Usage = ReturnType<typeof usage.get.response.parse>;

/** What was used over a period: by all devices, by one, or by those with a tag. */
export const useUsage = (
  period: Period,
  of: { rotPublicUid?: string; tag?: string },
  pollEveryMs: number | false,
) => useRead(usage.get, { query: { ...period, ...of } }, { pollEveryMs: () => pollEveryMs });

const namesOf = ({ items }: AllPages<Tag>) =>
  items.map(({ tagName }) => tagName).sort((left, right) => left.localeCompare(right, "en"));

/** The names of all tags, to choose from. */
export const useAllTags = () => useAllPages(tags.list, { select: namesOf });
