"use client";

import Script from "next/script";
import { useTheme } from "next-themes";
import { useEffect, useRef, useState } from "react";
import { Link } from "@/components/ui/link";
import { openApiPath, scalarPath } from "./paths";
import "./reference.css";

/** What the bundle puts on `window`, as far as it is used here. */
interface Scalar {
  createApiReference(
    place: Element,
    configuration: Record<string, unknown>,
  ): { destroy(): void; updateConfiguration(configuration: Record<string, unknown>): void };
}

declare global {
  interface Window {
    Scalar?: Scalar;
  }
}

/** Nothing leaves this host: no proxy, no telemetry, no assistant, no fonts from elsewhere. */
const configuration = {
  url: openApiPath,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  withDefaultFonts: false,
  persistAuth: false,
  // Changes are made on the screens, where each has its confirmation; here they are described.
  hideTestRequestButton: true,
  hideClientButton: true,
  showDeveloperTools: "never",
  documentDownloadType: "none",
  hideDarkModeToggle: true,
  hiddenClients: {
    c: true,
    clojure: true,
    csharp: true,
    dart: true,
    fsharp: true,
    go: true,
    http: true,
    java: true,
    js: true,
    kotlin: true,
    objc: true,
    ocaml: true,
    php: true,
    powershell: true,
    r: true,
    ruby: true,
    rust: true,
    swift: true,
  },
};

type State = "loading" | "ready" | "failed";

/** The reference itself, drawn by Scalar in the console's colors. */
export function Reference({ nonce }: { nonce: string | undefined }) {
  const place = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<State>("loading");
  const { resolvedTheme } = useTheme();

  useEffect(() => {
    if (state !== "ready" || resolvedTheme === undefined || place.current === null) return;
    const dark = resolvedTheme === "dark";
    const reference = window.Scalar?.createApiReference(place.current, {
      ...configuration,
      darkMode: dark,
      forceDarkModeState: dark ? "dark" : "light",
    });
    return () => reference?.destroy();
  }, [state, resolvedTheme]);

  return (
    <>
      <Script
        src={scalarPath}
        nonce={nonce}
        onReady={() => setState("ready")}
        onError={() => setState("failed")}
      />
      {state === "failed" && (
        <p role="alert" className="p-6 text-14">
          The reference could not be loaded. Everything in it is also in the{" "}
          <Link href={openApiPath} prefetch={false}>
            OpenAPI document
          </Link>
          .
        </p>
      )}
      <div ref={place} className="api-reference" />
    </>
  );
}
