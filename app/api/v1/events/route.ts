import { eventStream } from "@/lib/http/event-stream";

export const GET = eventStream();
