import { jsonAnswer } from "../../kit/answer";
import { findAuthority, JSON_TYPE, queriedAuthority, type SectigoRoute } from "../router";
import { authorityJson } from "../shapes";

const authorities: SectigoRoute = {
  method: "GET",
  path: /^\/api\/v1\/authorities\/allowed$/,
  needsToken: true,
  respond: ({ state }) =>
    jsonAnswer(
      200,
      [...state.authorities.values()].map((authority) => authorityJson(authority, state)),
      JSON_TYPE,
    ),
};

const generators: SectigoRoute = {
  method: "GET",
  path: /^\/api\/v1\/generators\/$/,
  needsToken: true,
  respond({ state }, { query }) {
    const { generatorIds } = queriedAuthority(state, query);
    const offered = generatorIds.flatMap((id) => state.generators.get(id) ?? []);
    return jsonAnswer(
      200,
      offered.map(({ generatorId, name, parameters }) => ({ generatorId, name, parameters })),
      JSON_TYPE,
    );
  },
};

/** The documented path ends in a slash; without it, a server of this kind redirects. */
const generatorsWithoutSlash: SectigoRoute = {
  method: "GET",
  path: /^\/api\/v1\/generators$/,
  needsToken: true,
  respond: (_, { query }) => ({
    status: 302,
    headers: { location: `/api/v1/generators/?${query}` },
    body: Buffer.alloc(0),
  }),
};

const parameters: SectigoRoute = {
  method: "GET",
  path: /^\/api\/v1\/profiles\/([0-9]+)\/parameters$/,
  needsToken: true,
  respond: ({ state }, _, id) => jsonAnswer(200, findAuthority(state, id).parameters, JSON_TYPE),
};

export const profileRoutes = [authorities, generators, generatorsWithoutSlash, parameters];
