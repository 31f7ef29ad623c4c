import { rootCas } from "@/lib/contract/root-cas";
import { changeRenewal } from "@/lib/domain/root-cas/change-root-cas";
import { deleteUnheld } from "@/lib/domain/root-cas/delete-root-ca";
import { readRootCa } from "@/lib/domain/root-cas/read-root-cas";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";

export const GET = route(rootCas.get, ({ reading, params }) => readRootCa(reading, ublox(), params));
export const PATCH = route(rootCas.update, ({ permit, params, body }) =>
  changeRenewal(permit, ublox(), { ...params, ...body }),
);
export const DELETE = route(rootCas.delete, ({ permit, params }) => deleteUnheld(permit, ublox(), params));
