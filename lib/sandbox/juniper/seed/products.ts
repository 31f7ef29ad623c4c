import type { EntitlementType } from "../state";

export interface Product {
  readonly sku: string;
  readonly description: string;
}

/** Made up in the manner of Juniper's own names. */
export const products: Readonly<Record<EntitlementType, readonly Product[]>> = {
  SUBSCRIPTION: [
    { sku: "S-MX-A1-5", description: "MX Series Advanced 1, 5 years" },
    { sku: "S-SRX1500-A2-1", description: "SRX1500 Advanced Threat Prevention, 1 year" },
    { sku: "S-EX-A-C2-3", description: "EX Series Advanced, class 2, 3 years" },
    { sku: "S-QFX5K-C2-P1-3", description: "QFX5000 Premium 1, class 2, 3 years" },
    { sku: "S-VSRX-10G-S1-1", description: "vSRX 10 Gbps Standard 1, 1 year" },
  ],
  PERPETUAL: [
    { sku: "S-MX104-ADD-2X10GE", description: "MX104 two more 10GE ports, perpetual" },
    { sku: "S-EX4300-AFL-P", description: "EX4300 Advanced Features, perpetual" },
  ],
  VOUCHER: [{ sku: "S-SZTP-VCHR-1", description: "Secure zero touch provisioning, ownership vouchers" }],
};
