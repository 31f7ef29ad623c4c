const blocksPerTurn = 500;

/**
 * The file that the upload takes: "a comma separated list of PEM formatted CSRs with Unix line endings" (guide, Create a
 * batch using CSRs). Each CSR is one complete PEM block, in any line endings. Throws RangeError when there is none.
 */
export async function csrFile(csrs: Iterable<string>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (const csr of csrs) {
    const block = csr.replace(/\r\n?/g, "\n").trim();
    pieces.push(Buffer.from(pieces.length === 0 ? block : `,${block}`));
    if (pieces.length % blocksPerTurn === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  if (pieces.length === 0) throw new RangeError("there is no CSR to send");
  return Buffer.concat([...pieces, Buffer.from("\n")]);
}
