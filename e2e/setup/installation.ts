/** What the tested installation is started with; every value is of this run only. */
export const API_KEY = "fl_e2e_bootstrap_key_0123456789";

/** A provider that nobody answers for: its offers fail to connect, so that fallback is seen for real. */
export const DEAD_PROVIDER = "lab";

/** A model that no evidence speaks for. */
export const CUSTOM_MODEL = "lab-experiment";

/** Offered by the dead provider at half the sandbox's price, so that it is tried first on cost; too dear to win by itself. */
export const FALLING_MODEL = "moonshotai/Kimi-K3";
const FALLING_OFFER = { catalogId: FALLING_MODEL, priceIn: 1, priceOut: 4 };

export function installationEnv(port: number, dataDir: string): Record<string, string> {
  return {
    HOST: "127.0.0.1",
    PORT: String(port),
    FAIRLEAD_DATA_DIR: dataDir,
    FAIRLEAD_BOOTSTRAP_KEY: API_KEY,
    FAIRLEAD_SANDBOX: "on",
    FAIRLEAD_LOCAL_ENGINES: "off",
    FAIRLEAD_LOG_LEVEL: "warn",
    // Port 9 (discard) is closed on any machine that tests run on: the connection is refused at once.
    FAIRLEAD_UPSTREAMS: JSON.stringify([
      {
        name: DEAD_PROVIDER,
        baseUrl: "http://127.0.0.1:9/v1",
        apiKey: "none",
        models: { [CUSTOM_MODEL]: {}, [FALLING_MODEL]: FALLING_OFFER },
      },
    ]),
  };
}
