import { answer } from "@/lib/vendors/http/testing/recording-server";
import { type UbloxStandIn, ubloxStandIn } from "@/lib/vendors/ublox/testing";

export interface Refused {
  status: number;
  text: string;
}

/** What the vendor answers on a path: a body, or a no. */
export type Script = Record<string, unknown | ((body: Record<string, unknown>) => unknown)>;

export const no = (text: string, status = 400): Refused => ({ status, text });

function isNo(value: unknown): value is Refused {
  return typeof value === "object" && value !== null && "status" in value && "text" in value;
}

/** A vendor that answers by path as the test has written, and 404 to everything else. */
export function scriptedVendor(script: Script): Promise<UbloxStandIn> {
  return ubloxStandIn((request, response) => {
    const path = request.url.replace("/v1", "");
    if (!Object.hasOwn(script, path)) return answer(response, { message: "no such path" }, 404);
    const written = script[path];
    const body: unknown = typeof written === "function" ? written(JSON.parse(request.text)) : written;
    if (isNo(body)) answer(response, { message: body.text }, body.status);
    else if (body === undefined) response.writeHead(200).end();
    else answer(response, body);
  });
}

/** One whole page of a list. */
export const pageWith = (name: string, items: readonly unknown[], total = items.length) => ({
  [name]: items,
  PageNumber: 1,
  PageSize: 100,
  TotalRecords: total,
});

/** A RoT UID by its number. */
export const uid = (number: number) => number.toString(16).padStart(16, "0");
