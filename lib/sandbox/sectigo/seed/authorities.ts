import type { Authority, ProfileParameter } from "../state";

function parameter(
  name: string,
  inputType: string,
  validationPattern: string,
  more: Partial<ProfileParameter> = {},
): ProfileParameter {
  return {
    name,
    inputType,
    required: false,
    placeholder: name,
    validationPattern,
    message: "",
    value: null,
    title: null,
    batchScope: true,
    dynamic: true,
    ...more,
  };
}

/** `years` and `pkcs12Password` are the seed's own samples. */
const years = parameter("years", "Integer:1,2,3", "^(1|2|3){1}$", {
  message: "Valid integer values: 1,2,3",
  title: "Certificate validity period (in years; default = 1 year)",
});
const additionalInformation = parameter("additionalInformation", "String", "^(.{0,64})$", {
  message: "At most 64 characters",
});
const deviceClass = parameter("deviceClass", "String", "^(Test|Production)$", {
  message: "Test or Production",
  title: "Device class",
});
const pkcs12Password = parameter("pkcs12Password", "String", "^(.*)$");

/** A look-ahead, which engines that promise linear time refuse to compile. */
const strongPassword = parameter("pkcs12Password", "String", "^(?=.*[A-Z])(?=.*[a-z])(?=.*[0-9]).{10,64}$", {
  required: true,
  message: "At least 10 characters with an upper-case letter, a lower-case letter and a digit",
  title: "Password of the PKCS#12 files",
});
/** An input type that no document mentions. */
const contact = parameter("contact", "Email", "^([^@\\s]+@[^@\\s]+\\.[a-z]{2,})?$", {
  message: "Please enter an e-mail address",
  placeholder: null,
  dynamic: false,
});

const standard = [years, additionalInformation, deviceClass, pkcs12Password];

/** No `id` is another's `profileId`, so that mixing the two up is always noticed. */
export const authoritySeeds: readonly Authority[] = [
  {
    id: 11,
    profileId: 4,
    profileName: "ECC Device Certificate",
    enabled: true,
    addedBalance: 200_000,
    usedBalance: 71_480,
    generatorIds: [1, 2],
    parameters: standard,
    shortestPassword: 6,
    keyAlgorithm: "EC",
    needsDnsName: false,
  },
  {
    id: 12,
    profileId: 5,
    profileName: "RSA Device Certificate",
    enabled: true,
    addedBalance: 20_000,
    usedBalance: 17_250,
    generatorIds: [1],
    parameters: [...standard, contact],
    shortestPassword: 0,
    keyAlgorithm: "RSA",
    needsDnsName: false,
  },
  {
    id: 14,
    profileId: 7,
    profileName: "Smart Meter ECC (strict)",
    enabled: true,
    addedBalance: 5_000,
    usedBalance: 4_400,
    generatorIds: [2],
    parameters: [years, deviceClass, strongPassword],
    shortestPassword: 10,
    keyAlgorithm: "EC",
    needsDnsName: true,
  },
  {
    id: 17,
    profileId: 9,
    profileName: "Gateway TLS (old)",
    enabled: false,
    addedBalance: 1_000,
    usedBalance: 640,
    generatorIds: [1, 2],
    parameters: standard,
    shortestPassword: 0,
    keyAlgorithm: "EC",
    needsDnsName: false,
  },
  {
    id: 19,
    profileId: 3,
    profileName: "Legacy RSA",
    enabled: true,
    addedBalance: 1_000,
    usedBalance: 1_000,
    generatorIds: [1],
    parameters: standard,
    shortestPassword: 0,
    keyAlgorithm: "RSA",
    needsDnsName: false,
  },
  {
    id: 23,
    profileId: 8,
    profileName: "Lab Certificate",
    enabled: true,
    addedBalance: 0,
    usedBalance: 0,
    generatorIds: [1, 2],
    parameters: standard,
    shortestPassword: 0,
    keyAlgorithm: "EC",
    needsDnsName: false,
  },
];
