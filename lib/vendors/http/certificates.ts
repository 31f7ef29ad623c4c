import { OwnTrouble } from "./own-trouble";
import type { ClientCertificate } from "./tls";

/** A certificate to present, and what whoever keeps it calls it. */
export interface HeldCertificate {
  id: string;
  certificate: ClientCertificate;
}

/** Where the certificates come from that we prove ourselves with. */
export interface CertificateSupply {
  /** Those to present, the one in use first; asked for each request. */
  inOrder(): Promise<readonly HeldCertificate[]>;
  /** A call succeeded with `usedId` right after the vendor had turned `refusedId` down. */
  insteadOf(refusedId: string, usedId: string): Promise<void>;
  /** A call with it succeeded. Told once; again when it fails. */
  worked(id: string): Promise<void>;
}

/** What the vendor turned down is tried last for so long: each try costs a call. */
const refusedForMs = 300_000;

/** The certificates of one client, and what became of them lately. */
export class Certificates {
  readonly #supply: CertificateSupply;
  readonly #refusedUntilMs = new Map<string, number>();
  /** The last one that was told to work. */
  #told: string | undefined;
  /** What is being told; never rejects. */
  #noting: Promise<void> = Promise.resolve();

  constructor(supply: CertificateSupply) {
    this.#supply = supply;
  }

  /** One at least. @throws OwnTrouble, or what a file that cannot be read throws */
  async inOrder(): Promise<readonly HeldCertificate[]> {
    let held: readonly HeldCertificate[];
    try {
      held = await this.#supply.inOrder();
    } catch (error) {
      throw isUnreadableFile(error) ? error : new OwnTrouble(error);
    }
    const now = Date.now();
    const isRefused = ({ id }: HeldCertificate) => (this.#refusedUntilMs.get(id) ?? 0) > now;
    return [...held.filter((one) => !isRefused(one)), ...held.filter(isRefused)];
  }

  refused({ id }: HeldCertificate): void {
    this.#refusedUntilMs.set(id, Date.now() + refusedForMs);
  }

  /** The vendor took this one right after it had turned another one down. */
  usedInstead({ id }: HeldCertificate, refused: readonly HeldCertificate[]): void {
    for (const one of refused) {
      const noting = this.#noting;
      this.#noting = noting.then(() => this.#supply.insteadOf(one.id, id)).catch(() => {});
    }
  }

  /** A call with it succeeded. */
  worked({ id }: HeldCertificate): void {
    this.#refusedUntilMs.delete(id);
    if (this.#told === id) return;
    this.#told = id;
    // What was used instead of another is only then in use.
    const noted = this.#noting.then(() => this.#supply.worked(id));
    void noted.catch(() => {
      if (this.#told === id) this.#told = undefined;
    });
  }
}

/** Explained to people like a connection that cannot be made; the mark is the code, as modules may be loaded twice. */
function isUnreadableFile(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "TLS_FILE_UNREADABLE";
}
