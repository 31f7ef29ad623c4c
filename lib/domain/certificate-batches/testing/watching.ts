import type { Sql } from "postgres";
import { lookAtDue } from "@/lib/domain/watches/look";
import type { Sandbox } from "@/lib/sandbox";
import { authorityId } from "@/lib/vendors/sectigo/authority-id";
import { createFromGenerator } from "@/lib/vendors/sectigo/batches";
import type { SectigoClient } from "@/lib/vendors/sectigo/client";
import { batchWatch } from "../batch-watch";
import { watchOrder } from "../watched-batches";
import { order } from "./orders";
import { callsOf, permit } from "./sandbox";

export const orderer = {
  type: "person",
  id: "usr_orderer",
  name: "orderer@example.com",
  role: "admin",
  address: null,
} as const;

/** Orders a batch past the console. */
export function orderOf(client: SectigoClient, batchName: string, certificateProfileId = 11) {
  return createFromGenerator(permit(), client, {
    ...order,
    authorityId: authorityId(certificateProfileId),
    batchName,
    batchSize: 1,
    profileParameters: {},
  });
}

/** Orders a batch as the console does, and has it watched for the orderer. */
export async function orderWatched(client: SectigoClient, batchName: string, certificateProfileId = 11) {
  const batch = await orderOf(client, batchName, certificateProfileId);
  await watchOrder(batch, certificateProfileId, orderer);
  return batch;
}

export interface WatchRecord {
  subjectId: string;
  forUserId: string | null;
  status: string;
  looks: number;
  ended: boolean;
  /** Milliseconds from now. */
  dueInMs: number;
}

/** What a file's tests need of its database. */
export function watching(owner: Sql) {
  return {
    /** Has time pass until everything watched is due. */
    makeDue: () =>
      owner`update watches set next_look_at = now() - interval '1 second' where ended_at is null`,
    /** Looks at what is due, in one of perhaps many processes. */
    look: (client: SectigoClient, signal = new AbortController().signal) =>
      lookAtDue([batchWatch(() => client)], signal),
    watches: () => owner<WatchRecord[]>`
      select subject_id as "subjectId", for_user_id as "forUserId", seen #>> '{batch,vendorStatus}' as status, looks,
        ended_at is not null as ended, (extract(epoch from next_look_at - now()) * 1000)::float8 as "dueInMs"
      from watches order by subject_id::int`,
    notices: () => owner<{ userId: string; kind: string; title: string; words: string; href: string }[]>`
      select user_id as "userId", kind, title, words, href from notices order by id`,
    forget: () => owner`truncate watches, notices`,
  };
}

/** What was asked about batches, creation left out. */
export function looksOf(sandbox: Sandbox): string[] {
  return callsOf(sandbox).filter((call) => !call.startsWith("PUT "));
}
