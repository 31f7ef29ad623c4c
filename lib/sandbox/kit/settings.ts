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
  return { sectigo: { ...settings.sectigo, ...change.sectigo } };
}
