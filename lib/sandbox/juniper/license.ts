import { randomFrom } from "../kit/random";
import type { Activation } from "./state";

const LETTERS = [..."abcdefghijklmnopqrstuvwxyz234567"];
const BLOCK_LETTERS = 6;
const BLOCKS_OF_A_LINE = 8;
const LINES = 3;

export interface License {
  /** Such as `JUNOS204558`. */
  readonly licenseId: string;
  /** The id and blocks of letters on one line. */
  readonly licenseKey: string;
  /** What a device loads. */
  readonly fileText: string;
}

/** Looks like a Junos license key, is always the same for the same activation, and opens nothing. */
export function licenseOf({ activationId, serialNumber, entitlement }: Activation): License {
  const random = randomFrom(`license ${activationId} ${serialNumber} ${entitlement.ssrn}`);
  const licenseId = `JUNOS${random.between(100_000, 999_999)}`;
  const block = () => Array.from({ length: BLOCK_LETTERS }, () => random.pick(LETTERS)).join("");
  const lines = Array.from({ length: LINES }, () =>
    Array.from({ length: BLOCKS_OF_A_LINE }, block).join(" "),
  );
  const indent = " ".repeat(licenseId.length + 1);
  return {
    licenseId,
    licenseKey: `${licenseId} ${lines.join(" ")}`,
    fileText: [
      `# ${entitlement.productSku} for ${serialNumber}, made by a sandbox: no device takes it`,
      `${licenseId} ${lines.join(`\n${indent}`)}`,
      "",
    ].join("\n"),
  };
}
