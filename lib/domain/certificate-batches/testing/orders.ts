import type { GeneratorOrder } from "@/lib/contract/batches";
import type { CertificateProfile, Generator, ProfileParameter } from "@/lib/contract/certificate-profiles";
import type { PublishedRules } from "../order-rules";

type GeneratorParameter = Generator["parameters"][number];

const parameter = (
  name: string,
  label: string,
  pattern: string,
  defaultValue: string,
): GeneratorParameter => ({
  name,
  label,
  type: "number",
  required: true,
  pattern,
  message: "Please enter a valid positive number",
  defaultValue,
});

/** The generator of the vendor's guide. */
export const numericGenerator: Generator = {
  generatorId: 1,
  name: "NUMERIC",
  parameters: [
    parameter("startValue", "Start Value", "^(0|[1-9][0-9]{0,63})$", "0"),
    parameter("increment", "Increment", "^[1-9][0-9]*$", "1"),
  ],
};

/** One the guide does not tell of. */
export const prefixGenerator: Generator = {
  generatorId: 2,
  name: "PREFIX_NUMERIC",
  parameters: [parameter("prefix", "Prefix", "^[A-Z]{1,8}$", "MTR"), ...numericGenerator.parameters],
};

const optional = (name: string, more: Partial<ProfileParameter> = {}): ProfileParameter => ({
  name,
  label: name,
  required: false,
  choices: null,
  pattern: null,
  message: null,
  defaultValue: null,
  secret: false,
  ...more,
});

/** The parameters of the vendor's guide, and one more whose pattern no linear engine takes. */
export const profileParameters: ProfileParameter[] = [
  optional("years", {
    label: "Certificate validity period (in years; default = 1 year)",
    choices: ["1", "2", "3"],
    pattern: "^(1|2|3){1}$",
    message: "Valid integer values: 1,2,3",
  }),
  optional("additionalInformation", { label: "Additional information", pattern: "^(.{0,64})$" }),
  optional("pkcs12Password", { label: "PKCS#12 password", pattern: "^(.*)$", secret: true }),
  optional("passphrase", { label: "Passphrase", pattern: "^(?=.*[A-Z]).{10,64}$", secret: true }),
];

export const certificateProfile: CertificateProfile = {
  certificateProfileId: 11,
  name: "ECC Device Certificate",
  ecosystemName: "Sectigo IoT DEMO",
  enabled: true,
  balance: 2_750,
  usedBalance: 0,
};

export const rules: PublishedRules = {
  profile: certificateProfile,
  generators: [numericGenerator, prefixGenerator],
  profileParameters,
};

/** The order of the vendor's guide. */
export const order: GeneratorOrder = {
  certificateProfileId: 11,
  generatorId: 1,
  batchName: "Example",
  batchSize: 10,
  generatorParameters: { startValue: "5", increment: "1" },
  profileParameters: { years: "1", additionalInformation: "Example Certificate", pkcs12Password: "example" },
};
