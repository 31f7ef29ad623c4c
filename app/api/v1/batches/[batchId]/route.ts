import { batches } from "@/lib/contract/batches";
import { route } from "@/lib/http/route";
import { getBatch } from "@/lib/vendors/sectigo/batches";
import { sectigo } from "@/lib/vendors/sectigo/client";

export const GET = route(batches.get, ({ reading, params }) => getBatch(reading, sectigo(), params));
