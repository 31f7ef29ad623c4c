import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { authoritySeeds } from "./seed/authorities";
import { signedInSectigo } from "./test-support";

const authorityShape = z.looseObject({
  id: z.number(),
  profileId: z.number(),
  enabled: z.boolean(),
  balance: z.number(),
});

describe("Sectigo profiles", () => {
  let sectigo: Awaited<ReturnType<typeof signedInSectigo>>;
  beforeAll(async () => {
    sectigo = await signedInSectigo();
  });
  afterAll(() => sectigo.stop());

  it("lists authorities whose id is nobody's profileId, one of them disabled, two without a balance", async () => {
    const all = z.array(authorityShape).parse((await sectigo.raw("/api/v1/authorities/allowed")).json());
    expect(all).toContainEqual(
      expect.objectContaining({ id: 11, profileId: 4, profileName: "ECC Device Certificate" }),
    );
    const ids = new Set(all.map(({ id }) => id));
    expect(all.some(({ profileId }) => ids.has(profileId))).toBe(false);
    expect(all.filter(({ enabled }) => !enabled)).toHaveLength(1);
    expect(all.filter(({ balance }) => balance === 0)).toHaveLength(2);
  });

  it("knows an authority by its id, and not by its profileId", async () => {
    expect((await sectigo.raw("/api/v1/generators/?profileId=11")).status).toBe(200);
    expect((await sectigo.raw("/api/v1/profiles/11/parameters")).status).toBe(200);
    expect((await sectigo.json("POST", "/api/v1/batches?profileId=11", {})).status).toBe(200);
    expect((await sectigo.raw("/api/v1/generators/?profileId=4")).status).toBe(404);
    expect((await sectigo.raw("/api/v1/profiles/4/parameters")).status).toBe(404);
    expect((await sectigo.json("POST", "/api/v1/batches?profileId=4", {})).status).toBe(404);
    expect((await sectigo.upload("x", 4)).status).toBe(404);
  });

  it("redirects the generators' path without its slash, and misses a missing profileId", async () => {
    const redirected = await sectigo.raw("/api/v1/generators?profileId=11");
    expect([redirected.status, redirected.headers.location]).toEqual([
      302,
      "/api/v1/generators/?profileId=11",
    ]);
    expect((await sectigo.raw("/api/v1/generators/")).status).toBe(400);
  });

  it("publishes the guide's NUMERIC generator to the letter", async () => {
    const answer = await sectigo.raw("/api/v1/generators/?profileId=12");
    expect(answer.json()).toEqual([
      {
        generatorId: 1,
        name: "NUMERIC",
        parameters: [
          {
            generatorParameterId: null,
            name: "startValue",
            label: "Start Value",
            type: "number",
            required: true,
            validator: "^(0|[1-9][0-9]{0,63})$",
            message: "Please enter a valid positive number",
            value: "0",
          },
          {
            generatorParameterId: null,
            name: "increment",
            label: "Increment",
            type: "number",
            required: true,
            validator: "^[1-9][0-9]*$",
            message: "Please enter a valid positive number",
            value: "1",
          },
        ],
      },
    ]);
  });

  it("publishes the guide's parameters, and one pattern with a look-ahead", async () => {
    const parameters = (await sectigo.raw("/api/v1/profiles/11/parameters")).json();
    expect(parameters).toContainEqual({
      name: "years",
      inputType: "Integer:1,2,3",
      required: false,
      placeholder: "years",
      validationPattern: "^(1|2|3){1}$",
      message: "Valid integer values: 1,2,3",
      value: null,
      title: "Certificate validity period (in years; default = 1 year)",
      batchScope: true,
      dynamic: true,
    });
    const patterns = authoritySeeds.flatMap((authority) =>
      authority.parameters.map((rule) => rule.validationPattern),
    );
    expect(patterns.some((pattern) => pattern.includes("(?="))).toBe(true);
  });
});
