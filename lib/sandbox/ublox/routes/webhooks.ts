import { z } from "zod";
import { jsonAnswer } from "../../kit/answer";
import { utcSeconds } from "../../kit/times";
import { hookType } from "../events/types";
import { jsonRoute, Refusal, success, type UbloxRoute } from "../router";

/** "Only https endpoints are accepted" [seed]. */
const notificationUrl = z.url({ protocol: /^https$/ });
const authorizationToken = z.string().min(1);

/** Several addresses may listen to one type [seed]; the same address twice to one type is refused. */
const create = jsonRoute({
  path: "/v1/notification/webhook/create",
  body: z.object({
    NotificationURL: notificationUrl,
    AuthorizationToken: authorizationToken,
    NotificationType: hookType,
  }),
  handle(context, { NotificationURL: url, AuthorizationToken, NotificationType: type }) {
    const { state, clock } = context;
    if (state.hooks.some((hook) => hook.url === url && hook.type === type)) throw new Refusal("Bad Request");
    state.hooks.push({ url, type, authorizationToken: AuthorizationToken, createdAtMs: clock.nowMs() });
    return success(context, "message");
  },
});

/** Only the token can be changed, and a hook is known by its address alone: all hooks of that address get it. */
const update = jsonRoute({
  path: "/v1/notification/webhook/update",
  body: z.object({ NotificationURL: z.string(), AuthorizationToken: authorizationToken }),
  handle(context, { NotificationURL, AuthorizationToken }) {
    const hooks = context.state.hooks.filter(({ url }) => url === NotificationURL);
    if (hooks.length === 0) throw new Refusal("Bad Request");
    for (const hook of hooks) hook.authorizationToken = AuthorizationToken;
    return success(context, "message");
  },
});

const remove = jsonRoute({
  path: "/v1/notification/webhook/delete",
  body: z.object({ NotificationURL: z.string() }),
  handle(context, { NotificationURL }) {
    const { state } = context;
    const left = state.hooks.filter(({ url }) => url !== NotificationURL);
    if (left.length === state.hooks.length) throw new Refusal("Bad Request");
    state.hooks = left;
    return success(context, "message");
  },
});

/** A bare array; no request body is documented, and no method: both GET and POST are taken. Tokens are not told. */
const get: UbloxRoute = {
  path: "/v1/notification/webhook/get",
  methods: ["GET", "POST"],
  errorField: "message",
  needsToken: true,
  respond: ({ state }) =>
    jsonAnswer(
      200,
      state.hooks.map(({ url, type, createdAtMs }) => ({
        NotificationURL: url,
        NotificationType: type,
        CreatedDate: utcSeconds(createdAtMs),
      })),
    ),
};

export const webhookRoutes = [create, update, remove, get];
