import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { TagsScreen } from "@/components/tags/tags-screen";

export const metadata: Metadata = { title: "Tags" };

export default guardedPage({ permission: "tags:read", what: "see tags", screen: () => <TagsScreen /> });
