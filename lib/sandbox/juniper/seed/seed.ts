import { DAY_MS } from "../../kit/clock";
import { type Random, randomFrom } from "../../kit/random";
import { type Entitlement, JuniperState } from "../state";
import { type EntitlementKind, entitlementKinds } from "./entitlement-kinds";
import { products } from "./products";

interface CustomerGroup {
  readonly customerId: string;
  readonly groupId: string;
}

const groups = {
  operations: { customerId: "0100001234", groupId: "GRP-77" },
  laboratory: { customerId: "0100001234", groupId: "GRP-78" },
  subsidiary: { customerId: "0100005678", groupId: "GRP-12" },
} as const;

/** Whose the entitlements are, in turn: half of them belong to the first group. */
const owners: readonly CustomerGroup[] = [
  groups.operations,
  groups.laboratory,
  groups.operations,
  groups.subsidiary,
  groups.operations,
  groups.laboratory,
];

/** Another customer's: nobody here may see it. */
const stranger: CustomerGroup = { customerId: "0100009999", groupId: "GRP-01" };

/** Which of them is the example in documents and tests: the first subscription, three of ten taken. */
const FIRST_NUMBER = 101;
const FIRST_SSRN = 152_115_129_000;
const STRANGERS_NUMBER = 901;
const FIRST_ACTIVATION_CODE = "A1B2C3D4E5F6G7H8";
const CODE_LETTERS = [..."ABCDEFGHJKLMNPQRSTUVWXYZ23456789"];
const CODE_LENGTH = 16;

const DEVICE_COUNT = 40;
const LONGEST_USE_DAYS = 120;
const VOUCHER_LIFE_DAYS = 180;

/** 60 entitlements of three groups, one of a stranger's, and 40 devices that use them. The same ones at every start. */
export function seedJuniper(nowMs: number): JuniperState {
  const state = new JuniperState();
  const random = randomFrom("juniper entitlements");
  const today = Math.floor(nowMs / DAY_MS) * DAY_MS;
  const devices = Array.from({ length: DEVICE_COUNT }, () => newSerialNumber(random));

  const add = (kind: EntitlementKind, place: number, number: number, owner: CustomerGroup) => {
    const entitlement = newEntitlement({ kind, place, number, owner, today, random });
    state.entitlements.set(entitlement.entitlementId, entitlement);
    const start = random.integer(devices.length);
    for (const serialNumber of [...devices, ...devices].slice(start, start + kind.taken)) {
      take(state, entitlement, serialNumber, nowMs, random);
    }
  };

  const all = entitlementKinds.flatMap((kind) =>
    Array.from({ length: kind.count }, (_, place) => ({ kind, place })),
  );
  for (const [index, { kind, place }] of all.entries()) {
    add(kind, place, FIRST_NUMBER + index, owners[index % owners.length] ?? groups.operations);
  }
  for (const kind of entitlementKinds.slice(0, 1)) add(kind, 0, STRANGERS_NUMBER, stranger);
  return state;
}

function newEntitlement(about: {
  kind: EntitlementKind;
  place: number;
  number: number;
  owner: CustomerGroup;
  today: number;
  random: Random;
}): Entitlement {
  const { kind, place, number, owner, today, random } = about;
  const product = random.pick(products[kind.type]);
  const code = Array.from({ length: CODE_LENGTH }, () => random.pick(CODE_LETTERS)).join("");
  const endDays = kind.endDays === null ? null : kind.endDays + place * (kind.endEveryDays ?? 0);
  return {
    entitlementId: `ENT-${String(number).padStart(6, "0")}`,
    activationCode: number === FIRST_NUMBER ? FIRST_ACTIVATION_CODE : code,
    ssrn: String(FIRST_SSRN + (number - FIRST_NUMBER) * 7),
    type: kind.type,
    productSku: product.sku,
    productDescription: product.description,
    ...owner,
    accountId: owner.customerId,
    total: kind.total,
    startMs: today + kind.startDays * DAY_MS,
    endMs: endDays === null ? null : today + endDays * DAY_MS,
    revoked: kind.revoked ?? false,
  };
}

/** Some time between the entitlement's first day and now, and before its end. */
function take(
  state: JuniperState,
  entitlement: Entitlement,
  serialNumber: string,
  nowMs: number,
  random: Random,
): void {
  const latestMs = Math.min(nowMs, entitlement.endMs ?? nowMs);
  const earliestMs = Math.max(entitlement.startMs, latestMs - LONGEST_USE_DAYS * DAY_MS);
  const takenAtMs = earliestMs + random.integer(latestMs - earliestMs);
  if (entitlement.type === "VOUCHER") {
    const expiresAtMs = takenAtMs + VOUCHER_LIFE_DAYS * DAY_MS;
    state.issueVoucher({ entitlement, serialNumber, takenAtMs, expiresAtMs });
  } else {
    state.activate({ entitlement, serialNumber, quantity: 1, takenAtMs });
  }
}

/** Such as JN1234ABC. */
function newSerialNumber(random: Random): string {
  const letters = Array.from({ length: 3 }, () => random.pick(CODE_LETTERS.slice(0, 24))).join("");
  return `JN${random.between(1_000, 9_999)}${letters}`;
}
