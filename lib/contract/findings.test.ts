import { describe, expect, test } from "vitest";
import { findings } from "./findings";

const from = "2015-01-01T00:00:00Z";
const uid = "0002000089280087";

describe.each([
  ["clones", findings.clones.query, { from }],
  ["suspicious devices", findings.suspicious.query, {}],
] as const)("a question about %s", (_name, query, period) => {
  test.each([[{ rotPublicUid: uid }], [{ tag: "downtown" }], [{ deviceProfileUid: "profile" }]])(
    "names devices by one of three: %j",
    (named) => {
      expect(query.safeParse({ ...named, ...period }).data).toEqual({ ...named, ...period });
    },
  );

  test.each([
    [{}],
    [{ rotPublicUid: uid, tag: "downtown" }],
    [{ tag: "downtown", deviceProfileUid: "profile" }],
  ])("is refused for %j", (named) => {
    expect(query.safeParse({ ...named, ...period }).success).toBe(false);
  });
});
