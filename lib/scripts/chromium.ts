import { execFileSync, spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright";

/** Without a window and all that belongs to one it needs a fifth of the processor time. */
const shells = ["chromium-headless-shell", "chrome-headless-shell"];
const browsers = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const otherPlaces = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/**
 * The headless shell of Chromium, else the Chromium or Chrome that is installed on this machine, else the one that
 * Playwright brought; undefined if none.
 */
export function findChromium(): string | undefined {
  return [...placesOf(shells), ...placesOf(browsers), ...otherPlaces, chromium.executablePath()].find(
    isExecutable,
  );
}

function placesOf(programs: readonly string[]): string[] {
  const folders = (process.env.PATH ?? "").split(delimiter).concat("/usr/bin");
  return programs.flatMap((program) => folders.map((folder) => join(folder, program)));
}

/**
 * Finds a Chromium or installs one: Debian's package of the headless shell where that may be done, even beside a whole
 * browser; else what there is; else Playwright's own. @throws if none of them works
 */
export function ensureChromium(): string {
  if (!placesOf(shells).some(isExecutable)) installFromDebian();
  const found = findChromium();
  if (found !== undefined) return found;
  console.log("No Chromium is installed; downloading the one that Playwright brings …");
  spawnSync("playwright", ["install", "chromium"], { stdio: "inherit" });
  const downloaded = findChromium();
  if (downloaded === undefined) {
    throw new Error(
      "The browser tests need Chromium or Chrome, and none could be installed. Install one and try again.",
    );
  }
  return downloaded;
}

/** The longest that one step may take: a machine without a way to Debian goes on with the browser it has. */
const installStepMs = 120_000;

function installFromDebian(): void {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  console.log("Installing Debian's package of the headless Chromium …");
  const apt = (...args: string[]) =>
    execFileSync("apt-get", args, {
      stdio: "ignore",
      timeout: installStepMs,
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  const install = (program: string) => apt("install", "-y", "-qq", "--no-install-recommends", program);
  const attempts = [
    () => apt("update", "-qq"),
    () => install("chromium-headless-shell"),
    // Older releases do not have the shell by itself.
    () => findChromium() ?? install("chromium"),
  ];
  for (const attempt of attempts) {
    try {
      attempt();
      if (placesOf(shells).some(isExecutable)) return;
    } catch {
      // The next one may work; in the end what there is counts.
    }
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
