import { refuse } from "../faults";

/** No format is published; this much any serial number is. Upper case, as labels on devices are. */
export function serialNumberIn(text: string): string {
  const serialNumber = text.trim().toUpperCase();
  if (!/^[A-Z0-9-]{4,64}$/.test(serialNumber)) refuse("768", text.slice(0, 64));
  return serialNumber;
}

/** Vouchers need a device that can prove its identity; old switches, whose serial numbers begin with EX, cannot. */
export function takesVouchers(serialNumber: string): boolean {
  return !serialNumber.startsWith("EX");
}
