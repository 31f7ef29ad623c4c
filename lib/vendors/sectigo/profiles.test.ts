import { afterEach, expect, test } from "vitest";
import { certificateProfiles } from "@/lib/contract/certificate-profiles";
import { closeClients, failureOf, reading } from "../http/testing/client";
import { answer, closeServers } from "../http/testing/recording-server";
import { authorityId } from "./authority-id";
import { listCertificateProfiles, readGenerators, readProfileParameters } from "./profiles";
import { sectigoStandIn } from "./testing";

afterEach(async () => {
  await closeClients();
  await closeServers();
});

const authority = {
  id: 11,
  ecosystemId: 1,
  signerCertificateId: 0,
  ecosystemName: "Sectigo IoT DEMO",
  balance: 5,
  enabled: true,
  addedBalance: 7,
  usedBalance: 2,
  extId: 0,
  profileId: 4,
  profileName: "ECC Device Certificate",
  totalEcosystemBalance: 0,
};

test("a certificate profile goes by the authority's id, never by its profileId", async () => {
  const { sectigo, asked } = await sectigoStandIn((_request, response) =>
    answer(response, [authority, { id: "12", profileName: "Old", enabled: false }]),
  );
  const list = await listCertificateProfiles(reading, sectigo);
  expect(certificateProfiles.list.response.parse(list)).toEqual(list);
  expect(list.items).toEqual([
    {
      certificateProfileId: 11,
      name: "ECC Device Certificate",
      ecosystemName: "Sectigo IoT DEMO",
      enabled: true,
      balance: 5,
      usedBalance: 2,
    },
    {
      certificateProfileId: 12,
      name: "Old",
      ecosystemName: null,
      enabled: false,
      balance: 0,
      usedBalance: 0,
    },
  ]);
  expect(asked()[0]).toMatchObject({ method: "GET", url: "/api/v1/authorities/allowed", text: "" });
  expect(asked()[0]?.headers).not.toHaveProperty("accept");
});

test("parameters become the fields of a form; a password is secret and has no value", async () => {
  const { sectigo, asked } = await sectigoStandIn((_request, response) =>
    answer(response, [
      {
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
      },
      {
        name: "pkcs12Password",
        inputType: "String",
        required: true,
        placeholder: "pkcs12Password",
        validationPattern: "^(.*)$",
        message: "",
        value: "left over",
        title: null,
      },
      { name: "deviceClass", inputType: "Integer:many", value: 7 },
    ]),
  );
  const parameters = await readProfileParameters(reading, sectigo, { authorityId: authorityId(11) });
  expect(certificateProfiles.parameters.response.parse(parameters)).toEqual(parameters);
  expect(parameters.items).toEqual([
    {
      name: "years",
      label: "Certificate validity period (in years; default = 1 year)",
      required: false,
      choices: ["1", "2", "3"],
      pattern: "^(1|2|3){1}$",
      message: "Valid integer values: 1,2,3",
      defaultValue: null,
      secret: false,
    },
    {
      name: "pkcs12Password",
      label: "pkcs12Password",
      required: true,
      choices: null,
      pattern: "^(.*)$",
      message: null,
      defaultValue: null,
      secret: true,
    },
    {
      name: "deviceClass",
      label: "deviceClass",
      required: false,
      choices: null,
      pattern: null,
      message: null,
      defaultValue: "7",
      secret: false,
    },
  ]);
  expect(asked()[0]).toMatchObject({ method: "GET", url: "/api/v1/profiles/11/parameters" });
});

test("generators are asked for with a slash before the query", async () => {
  const { sectigo, asked } = await sectigoStandIn((_request, response) =>
    answer(response, [
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
          { name: "prefix" },
        ],
      },
    ]),
  );
  const generators = await readGenerators(reading, sectigo, { authorityId: authorityId(11) });
  expect(certificateProfiles.generators.response.parse(generators)).toEqual(generators);
  expect(generators.items).toEqual([
    {
      generatorId: 1,
      name: "NUMERIC",
      parameters: [
        {
          name: "startValue",
          label: "Start Value",
          type: "number",
          required: true,
          pattern: "^(0|[1-9][0-9]{0,63})$",
          message: "Please enter a valid positive number",
          defaultValue: "0",
        },
        {
          name: "prefix",
          label: "prefix",
          type: "text",
          required: false,
          pattern: null,
          message: null,
          defaultValue: null,
        },
      ],
    },
  ]);
  expect(asked()[0]).toMatchObject({ method: "GET", url: "/api/v1/generators/?profileId=11" });
});

test.each([
  ["an object", {}],
  ["null", null],
  ["an authority without an id", [{ ...authority, id: undefined }]],
  ["an id with a fraction", [{ ...authority, id: 1.5 }]],
])("%s instead of a list of authorities is a bad answer", async (_name, body) => {
  const { sectigo } = await sectigoStandIn((_request, response) => answer(response, body));
  expect(await failureOf(listCertificateProfiles(reading, sectigo))).toMatchObject({ kind: "bad_answer" });
});

test("an authority's id is a whole number", () => {
  for (const wrong of [-1, 1.5, Number.NaN, 2 ** 60]) expect(() => authorityId(wrong)).toThrow(RangeError);
});
