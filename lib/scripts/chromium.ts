import { execFileSync, spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright";

const programs = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const otherPlaces = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The Chromium or Chrome that is installed on this machine, else the one that Playwright brought; undefined if none. */
export function findChromium(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).concat("/usr/bin");
  const candidates = [
    ...programs.flatMap((program) => folders.map((folder) => join(folder, program))),
    ...otherPlaces,
    chromium.executablePath(),
  ];
  return candidates.find(isExecutable);
}

/** Finds a Chromium or installs one: Debian's package where that may be done, else Playwright's own. @throws if neither works */
export function ensureChromium(): string {
  const found = findChromium() ?? (installFromDebian() ? findChromium() : undefined);
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

function installFromDebian(): boolean {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  console.log("No Chromium is installed; installing Debian's package …");
  try {
    for (const args of [
      ["update", "-qq"],
      ["install", "-y", "-qq", "--no-install-recommends", "chromium"],
    ]) {
      execFileSync("apt-get", args, {
        stdio: ["ignore", "ignore", "inherit"],
        env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      });
    }
    return true;
  } catch {
    return false;
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
