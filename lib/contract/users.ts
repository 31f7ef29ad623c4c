import { z } from "zod";
import { permissions, roles } from "@/lib/access/permissions";
import { instant } from "./identifiers";
import { done, read, write } from "./operation";

export const user = z.object({
  userId: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.enum(roles),
  state: z.enum(["active", "invited", "disabled"]),
  /** How the person signs in. */
  signsInWith: z.enum(["password", "oidc"]),
  createdAt: instant,
  lastSignInAt: instant.nullable(),
});
export type User = z.output<typeof user>;

/** Length over composition (NIST SP 800-63B §3.1.1). */
export const password = z
  .string()
  .min(12, "A password has at least 12 characters.")
  .max(200, "A password has at most 200 characters.");

const userParams = z.object({ userId: z.string().min(1).max(64) });
const subject = ({ params }: { params: { userId: string } }) => ({ type: "user", id: params.userId });
const link = z.object({
  user,
  /** Opens the page where the person sets a password; shown once. */ link: z.string(),
  expiresAt: instant,
});

export const users = {
  list: read({
    operationId: "users.list",
    method: "GET",
    path: "/users",
    summary: "List people",
    permission: "users:read",
    response: z.object({ items: z.array(user) }),
  }),
  invite: write({
    operationId: "users.invite",
    method: "POST",
    path: "/users",
    summary: "Invite a person",
    description: "Answers with a link, shown once, where the person sets a password.",
    permission: "users:write",
    body: z.object({
      email: z.email("Enter an e-mail address.").max(320).toLowerCase(),
      name: z.string().trim().min(1, "Enter the person's name.").max(200),
      role: z.enum(roles),
    }),
    response: link,
    audit: {
      place: "records",
      subject: ({ body }) => ({ type: "user", id: body.email }),
      fields: ({ body }) => ["email", "name", `role:${body.role}`],
    },
  }),
  setRole: write({
    operationId: "users.setRole",
    method: "PUT",
    path: "/users/{userId}/role",
    summary: "Change a person's role",
    description: "Takes effect at the person's next request.",
    permission: "users:write",
    params: userParams,
    body: z.object({ role: z.enum(roles) }),
    response: user,
    audit: { place: "records", subject, fields: ({ body }) => [`role:${body.role}`] },
  }),
  disable: write({
    operationId: "users.disable",
    method: "POST",
    path: "/users/{userId}/disable",
    summary: "Disable a person",
    description: "Ends the person's sessions. Takes effect at the next request.",
    permission: "users:write",
    params: userParams,
    response: user,
    audit: { place: "records", subject, fields: () => ["state"] },
  }),
  enable: write({
    operationId: "users.enable",
    method: "POST",
    path: "/users/{userId}/enable",
    summary: "Let a disabled person sign in again",
    permission: "users:write",
    params: userParams,
    response: user,
    audit: { place: "records", subject, fields: () => ["state"] },
  }),
  renewLink: write({
    operationId: "users.renewLink",
    method: "POST",
    path: "/users/{userId}/link",
    summary: "Make a new link for a person to set a password",
    description: "The link made before stops working.",
    permission: "users:write",
    params: userParams,
    response: link,
    audit: { place: "records", subject },
  }),
};

const confirmations = z.object({
  /**
   * When it was last sure that it is this person: at the sign-in, or confirmed since. Null when the identity provider let
   * the person in without saying when they signed in there.
   */
  confirmedAt: instant.nullable(),
  /** "password": `session.confirm` takes it · "provider": sign in at the identity provider again. */
  by: z.enum(["password", "provider"]),
});

export const session = {
  get: read({
    operationId: "session.get",
    method: "GET",
    path: "/session",
    summary: "Read who is signed in, and what the role allows",
    permission: "session:self",
    response: z.object({
      user,
      permissions: z.array(z.enum(permissions)),
      expiresAt: instant,
      confirmation: confirmations,
    }),
  }),
  confirm: write({
    operationId: "session.confirm",
    method: "POST",
    path: "/session/confirmation",
    summary: "Confirm by password that it is you",
    description: "Lasts five minutes. Secrets are revealed only within them.",
    permission: "session:self",
    body: z.object({ password: z.string().min(1).max(200) }),
    response: confirmations,
    audit: { place: "records", subject: () => ({ type: "session", id: "own session" }) },
  }),
  changePassword: write({
    operationId: "session.changePassword",
    method: "POST",
    path: "/session/password",
    summary: "Change your own password",
    description: "Ends all your other sessions.",
    permission: "session:self",
    body: z.object({ currentPassword: z.string().max(200), newPassword: password }),
    response: done,
    audit: { place: "records", subject: () => ({ type: "user", id: "self" }), fields: () => ["password"] },
  }),
};
