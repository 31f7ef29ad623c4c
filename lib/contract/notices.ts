import { z } from "zod";
import { instant } from "./identifiers";
import { done, read, write } from "./operation";

/** good: as hoped · attention: somebody should look · failed: it did not work. */
export const noticeKind = z.enum(["good", "attention", "failed"]);

/** Something that ended while the person was elsewhere. */
export const notice = z.object({
  noticeId: z.string(),
  kind: noticeKind,
  title: z.string(),
  words: z.string(),
  /** Page of the console that shows more. */
  href: z.string(),
  at: instant,
  read: z.boolean(),
});
export type Notice = z.output<typeof notice>;

export const notices = {
  list: read({
    operationId: "notices.list",
    method: "GET",
    path: "/notices",
    summary: "List your latest notices",
    permission: "session:self",
    response: z.object({ items: z.array(notice), unread: z.number().int() }),
  }),
  markRead: write({
    operationId: "notices.markRead",
    method: "POST",
    path: "/notices/read",
    summary: "Mark your notices as read",
    permission: "session:self",
    body: z.object({
      /** Up to and including this one. */
      until: z.string().min(1).max(64),
    }),
    response: done,
    audit: { place: "records", subject: () => ({ type: "session", id: "own notices" }) },
  }),
};
