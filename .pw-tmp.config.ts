import base from "./playwright.config";
export default { ...base, globalSetup: undefined, testDir: "./e2e", outputDir: "/tmp/pw-results", use: { ...base.use, baseURL: process.env.E2E_CONSOLE_URL, launchOptions: { ...base.use.launchOptions, args: [...base.use.launchOptions.args, "--no-sandbox"] } } };
