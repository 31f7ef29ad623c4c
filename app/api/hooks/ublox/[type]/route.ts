import { receiveHookCall } from "@/lib/domain/vendor-hooks/receive";

/** What u-blox calls when something happens to a device. Its token is its permission; it has no session. */
export async function POST(
  request: Request,
  context: { params: Promise<{ type: string }> },
): Promise<Response> {
  return receiveHookCall((await context.params).type, request);
}
