import { z } from "zod";

/** What a hook can be told about [seed, /notification/webhook/create]. */
export const hookType = z.enum([
  "DEVICE_BOOTSTRAP_EVENT",
  "DEVICE_PROPERTIES_CHANGE_EVENT",
  "DEVICE_ERRORS_EVENT",
  "DEVICE_CERTIFICATE_RENEWAL_EVENT",
  "DEVICE_CERTIFICATE_EXPIRATION_EVENT",
  "ROOTCA_EXPIRATION_EVENT",
]);
export type HookType = z.infer<typeof hookType>;

/** What /notification/get can be asked for: other names, and no certificates [seed]. */
export const notificationType = z.enum([
  "DEVICE_STATE_CHANGE",
  "DEVICE_INFO_CHANGE",
  "DEVICE_PROPERTIES_CHANGE",
  "DEVICE_ERROR",
]);
export type NotificationType = z.infer<typeof notificationType>;

export interface Notification {
  readonly timeMs: number;
  readonly rotPublicUid: string;
  readonly type: NotificationType;
  readonly payload: object;
}

/** A registered hook. Several addresses may listen to one type, and one address to several. */
export interface Hook {
  readonly url: string;
  readonly type: HookType;
  /** Sent as the Authorization header, letter by letter. */
  authorizationToken: string;
  readonly createdAtMs: number;
}
