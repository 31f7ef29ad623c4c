/** Has the browser save what an address of ours answers with, as a press on a link to it would. */
export function saveFile(address: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  link.click();
}
