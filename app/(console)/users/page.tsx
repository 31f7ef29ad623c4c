import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { UsersScreen } from "@/components/users/users-screen";

export const metadata: Metadata = { title: "Users" };

export default guardedPage({
  permission: "users:read",
  what: "see who can sign in",
  screen: () => <UsersScreen />,
});
