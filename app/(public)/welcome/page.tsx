import type { Metadata } from "next";
import { WelcomeScreen } from "@/components/sign-in/welcome-screen";

export const metadata: Metadata = { title: "Set your password" };
/** Its Content-Security-Policy carries a nonce, so it is rendered for each visit. */
export const dynamic = "force-dynamic";

export default function WelcomePage() {
  return <WelcomeScreen />;
}
