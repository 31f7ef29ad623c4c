import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { guardedPage } from "@/app/(console)/guarded-page";
import { SandboxScreen } from "@/components/sandbox/sandbox-screen";
import { env } from "@/lib/env";

export const metadata: Metadata = { title: "Sandbox" };

export default guardedPage({
  permission: "sandbox:write",
  what: "steer the sandbox",
  screen: () => (env().SANDBOX ? <SandboxScreen /> : notFound()),
});
