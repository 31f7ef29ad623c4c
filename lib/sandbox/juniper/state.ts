export type EntitlementType = "SUBSCRIPTION" | "PERPETUAL" | "VOUCHER";

/** What a customer may use. Its status follows from time and from what was taken of it (rules/entitlements.ts). */
export interface Entitlement {
  readonly entitlementId: string;
  readonly activationCode: string;
  readonly ssrn: string;
  readonly type: EntitlementType;
  readonly productSku: string;
  readonly productDescription: string;
  readonly customerId: string;
  readonly groupId: string;
  readonly accountId: string;
  readonly total: number;
  /** Midnight UTC of its first day. */
  readonly startMs: number;
  /** Midnight UTC of its last day, which still belongs to it; null: it never ends. */
  readonly endMs: number | null;
  /** Taken back by Juniper as a whole. */
  readonly revoked: boolean;
}

/** A license or a voucher: what was taken of an entitlement for one device. */
interface Taken {
  readonly entitlement: Entitlement;
  readonly serialNumber: string;
  readonly takenAtMs: number;
  revokedAtMs: number | null;
}

export interface Activation extends Taken {
  readonly activationId: string;
  readonly quantity: number;
}

export interface Voucher extends Taken {
  readonly voucherId: string;
  readonly expiresAtMs: number;
}

/** What Juniper holds. */
export class JuniperState {
  readonly entitlements = new Map<string, Entitlement>();
  readonly activations: Activation[] = [];
  readonly vouchers: Voucher[] = [];
  /** Ids of transactions that reached the service: each is good once. */
  readonly transactionIds = new Set<string>();
  revocationCount = 0;

  activationsOf(entitlement: Entitlement): Activation[] {
    return this.activations.filter((activation) => activation.entitlement === entitlement);
  }

  vouchersOf(entitlement: Entitlement): Voucher[] {
    return this.vouchers.filter((voucher) => voucher.entitlement === entitlement);
  }

  /** Takes from an entitlement, from now on or, for the seed, from some time ago. */
  activate(taken: Omit<Activation, "activationId" | "revokedAtMs">): Activation {
    const activation = { ...taken, activationId: `ACT-${this.activations.length + 1}`, revokedAtMs: null };
    this.activations.push(activation);
    return activation;
  }

  issueVoucher(taken: Omit<Voucher, "voucherId" | "revokedAtMs">): Voucher {
    const voucher = { ...taken, voucherId: `VCH-${this.vouchers.length + 1}`, revokedAtMs: null };
    this.vouchers.push(voucher);
    return voucher;
  }
}
