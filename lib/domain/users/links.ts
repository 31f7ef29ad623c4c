import { env } from "@/lib/env";
import type { PasswordLink } from "./users";

/** The link as the administrator hands it on. Its secret stands behind `#`, which browsers send to no server. */
export function withLink({ user, secret, expiresAt }: PasswordLink) {
  return { user, expiresAt, link: `${env().APP_URL}/welcome#${secret}` };
}
