"use client";

import { Toast } from "@base-ui/react/toast";
import X from "lucide-react/icons/x";
import type { ReactNode } from "react";
import { buttonClass } from "./button-styles";
import { StatusIcon } from "./status-icon";
import { type ToastData, toastManager } from "./toast-manager";

function ToastList() {
  const { toasts } = Toast.useToastManager<ToastData>();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      swipeDirection="right"
      className="rounded-card border border-line-strong bg-raised text-13 shadow-float transition-[opacity,translate] data-ending-style:opacity-0 data-limited:hidden data-starting-style:translate-y-1 data-starting-style:opacity-0"
    >
      <Toast.Content className="flex items-start gap-2.5 py-2.5 pl-3 pr-2">
        {toast.data?.kind && <StatusIcon kind={toast.data.kind} className="mt-0.5" />}
        <div className="min-w-0 flex-1 py-0.5">
          <Toast.Title className="font-medium" />
          <Toast.Description className="text-muted" />
        </div>
        {toast.actionProps && <Toast.Action className={buttonClass({ size: "small" })} />}
        <Toast.Close
          aria-label="Dismiss"
          className="inline-flex size-7 shrink-0 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-ink"
        >
          <X aria-hidden className="size-4" />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}

/** Holds the toasts, at most three, in a region that F6 reaches. Rendered once, by the providers. */
export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider toastManager={toastManager} limit={3}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="fixed inset-x-4 top-14 z-50 mx-auto flex flex-col gap-2 sm:top-auto sm:bottom-4 sm:w-90">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}
