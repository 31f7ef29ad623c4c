import { vendorHooks } from "@/lib/contract/vendor-hooks";
import { createForeignHook, listHooks, updateForeignHook } from "@/lib/domain/vendor-hooks/vendor-list";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";

export const GET = route(vendorHooks.list, ({ reading }) => listHooks(reading, ublox()));

export const POST = route(vendorHooks.create, ({ permit, body }) => createForeignHook(permit, ublox(), body));

export const PUT = route(vendorHooks.update, ({ permit, body }) => updateForeignHook(permit, ublox(), body));
