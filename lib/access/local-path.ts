/** A path on this console to go on to after signing in; anything else becomes the overview. */
export function localPath(wanted: string | null | undefined): string {
  if (!wanted?.startsWith("/") || /^\/[/\\]/.test(wanted) || wanted.startsWith("/api/")) return "/";
  const base = "http://console.invalid";
  return URL.canParse(wanted, base) && new URL(wanted, base).origin === base ? wanted : "/";
}
