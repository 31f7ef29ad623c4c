/**
 * Whether our own database is in trouble that passes: it is away (SQLSTATE classes 08 and 57, and the socket below),
 * short of something (53), or has given one of several transactions up for the others (40, 55P03).
 */
export function isDatabaseTrouble(error: unknown): boolean {
  for (let current = error; current instanceof Error; current = current.cause) {
    const code = "code" in current ? String(current.code) : "";
    if (/^(08|40|53|57|55P03)/.test(code) || /^(CONNECT|CONNECTION)_/.test(code)) return true;
    if (/^E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT)$/.test(code)) return true;
  }
  return false;
}
