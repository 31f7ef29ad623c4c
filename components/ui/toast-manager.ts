"use client";

import { Toast } from "@base-ui/react/toast";
import type { StatusKind } from "./status-icon";

export interface ToastData {
  kind?: StatusKind;
}

/** Outside of components too: a finished job may be noticed by a query's callback. */
export const toastManager = Toast.createToastManager<ToastData>();

export interface ToastOptions {
  title: string;
  description?: string;
  kind?: StatusKind;
  /** Label and act of the one button. The toast closes when it is pressed. */
  action?: { label: string; run: () => void };
  /** Default 6 s; failures stay until dismissed. */
  timeoutMs?: number;
}

/**
 * Shows a toast. Two uses only: work in the background ended, and Undo. What happened on the page
 * in front of the reader is shown there.
 */
export function showToast({ title, description, kind, action, timeoutMs }: ToastOptions): void {
  const id = toastManager.add({
    title,
    description,
    timeout: timeoutMs ?? (kind === "failed" || kind === "unknown" ? 0 : 6000),
    priority: kind === "failed" ? "high" : "low",
    data: { kind },
    actionProps: action && {
      children: action.label,
      onClick: () => {
        toastManager.close(id);
        action.run();
      },
    },
  });
}

/** Level 0 of the ladder: the act is done, and for ten seconds it can be taken back. */
export function showUndo(title: string, undo: () => void): void {
  showToast({ title, action: { label: "Undo", run: undo }, timeoutMs: 10_000 });
}
