import type { Generator, GeneratorParameter } from "../state";

function parameter(
  generatorParameterId: number | null,
  name: string,
  label: string,
  type: string,
  rule: Pick<GeneratorParameter, "required" | "validator" | "message" | "value">,
): GeneratorParameter {
  return { generatorParameterId, name, label, type, ...rule };
}

const positiveNumber = "Please enter a valid positive number";

/** Both exactly as in the seed's sample: a start of up to 64 digits, so Number is never enough. */
const startValue = {
  required: true,
  validator: "^(0|[1-9][0-9]{0,63})$",
  message: positiveNumber,
  value: "0",
};
const increment = { required: true, validator: "^[1-9][0-9]*$", message: positiveNumber, value: "1" };

const numeric: Generator = {
  generatorId: 1,
  name: "NUMERIC",
  parameters: [
    parameter(null, "startValue", "Start Value", "number", startValue),
    parameter(null, "increment", "Increment", "number", increment),
  ],
  commonName: (values, index) => numberAt(values, index).toString(),
};

const prefixed: Generator = {
  generatorId: 2,
  name: "PREFIXED_NUMERIC",
  parameters: [
    parameter(21, "prefix", "Prefix", "text", {
      required: true,
      validator: "^[A-Z][A-Za-z0-9-]{0,15}$",
      message: "A capital letter, then at most 15 letters, digits or dashes",
      value: "DEV-",
    }),
    parameter(22, "startValue", "Start Value", "number", startValue),
    parameter(23, "increment", "Increment", "number", increment),
    parameter(24, "width", "Digits", "number", {
      required: true,
      validator: "^([1-9]|[1-5][0-9]|6[0-4])$",
      message: "A number from 1 to 64",
      value: "8",
    }),
    parameter(25, "suffix", "Suffix", "text", {
      required: false,
      validator: "^[A-Za-z0-9.-]{0,32}$",
      message: "",
      value: "",
    }),
  ],
  commonName: (values, index) => {
    const digits = numberAt(values, index).toString().padStart(Number(values.width), "0");
    return `${values.prefix}${digits}${values.suffix ?? ""}`;
  },
};

function numberAt(values: Readonly<Record<string, string>>, index: number): bigint {
  return BigInt(values.startValue ?? "0") + BigInt(index) * BigInt(values.increment ?? "1");
}

export const generatorSeeds: readonly Generator[] = [numeric, prefixed];
