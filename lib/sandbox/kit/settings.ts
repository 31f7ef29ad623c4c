import type { SandboxSettings, SettingsChange } from "../control-contract";

/** What a tester may change about the vendors' behaviour while they run. */
export interface SettingsStore {
  current(): SandboxSettings;
  change(change: SettingsChange): void;
  /** Back to what the sandbox was started with. */
  reset(): void;
}

const defaults: SandboxSettings = {
  sectigo: {
    batchDelayMs: null,
    batchOutcome: "ready",
    acceptMultipart: false,
    offerRefresh: false,
    announceLength: true,
    bulkDownloadMegabytes: null,
  },
  ublox: {
    certificateManagement: true,
    certificateQuota: null,
    emptySuccessBodies: false,
    uidsAsNumbers: true,
    repeatPages: false,
    totalRecordsOff: 0,
    hookDeliveries: 1,
    hookRoutes: [],
  },
  juniper: {
    hourlyLimit: 300,
    rejectedCallsCount: true,
    tokenCallsCount: false,
    announceRetryAfter: false,
    rateLimitStatus: 429,
    clientEnabled: true,
    apiKeyPlacement: "headers",
    wrapRequests: false,
    wrapAnswers: false,
    errorStatus: 400,
    oddDates: false,
    strictRequestDates: true,
  },
};

export function createSettings(atStart: SettingsChange = {}): SettingsStore {
  const initial = merge(defaults, atStart);
  let settings = initial;
  return {
    current: () => settings,
    change(change) {
      settings = merge(settings, change);
    },
    reset() {
      settings = initial;
    },
  };
}

function merge(settings: SandboxSettings, change: SettingsChange): SandboxSettings {
  return {
    sectigo: { ...settings.sectigo, ...change.sectigo },
    ublox: { ...settings.ublox, ...change.ublox },
    juniper: { ...settings.juniper, ...change.juniper },
  };
}
