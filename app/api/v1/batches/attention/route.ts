import { batches } from "@/lib/contract/batches";
import { readAttention } from "@/lib/domain/certificate-batches/attention";
import { route } from "@/lib/http/route";
import { sectigo } from "@/lib/vendors/sectigo/client";

export const GET = route(batches.attention, ({ reading }) => readAttention(reading, sectigo()));
