import type { VoucherStanding } from "@/lib/contract/vouchers";

interface DoubtWords {
  title: string;
  means: string;
  toDo: string;
  yes: string;
  yesMeans: string;
  no: string;
  noMeans: string;
}

const issue: DoubtWords = {
  title: "It is not known whether this voucher was issued",
  means:
    "Juniper was asked, and its answer was lost. Until this is settled no other voucher is asked for with this serial number and SSRN.",
  toDo: "Look in Juniper's portal whether the voucher is there.",
  yes: "It was issued",
  yesMeans: "It counts as issued. Its file is not here: have it from Juniper's portal.",
  no: "It was not issued",
  noMeans: "Nothing was taken of the entitlement, and another one can be asked for.",
};

const revocation: DoubtWords = {
  title: "It is not known whether this voucher was revoked",
  means: "Juniper was asked, and its answer was lost. Until this is settled nothing else is asked about it.",
  toDo: "Look in Juniper's portal whether the voucher still counts.",
  yes: "It was revoked",
  yesMeans: "It counts as revoked. A file already handed out cannot be recalled.",
  no: "It was not revoked",
  noMeans: "It counts as issued, and can be revoked again.",
};

/** What it means that nobody knows what became of a request, and what to do about it. */
export function doubtWords(standing: VoucherStanding): DoubtWords {
  return standing === "revoke_in_doubt" ? revocation : issue;
}
