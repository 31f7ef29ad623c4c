"use client";

import ArrowRight from "lucide-react/icons/arrow-right";
import Search from "lucide-react/icons/search";
import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { Notice } from "@/components/patterns/notice";
import { problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { useShortcut } from "@/components/ui/shortcuts/use-shortcut";
import { SpinnerRing } from "@/components/ui/spinner";
import { devicePage } from "./device-address";
import { useFindDevice } from "./queries";

/**
 * Goes straight to one device. It asks the vendor, and only on Enter: what is typed may be read in more than one way.
 * The filters beside it are its children, what it has to say stands below both.
 */
export function FindDevice({ children }: { children: ReactNode }) {
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const find = useFindDevice();
  useShortcut({ keys: "/", label: "Find a device", group: "Page", run: () => input.current?.focus() });

  const change = (text: string) => {
    setTyped(text);
    if (!find.isIdle) find.reset();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (typed.trim() === "" || find.isPending) return;
    find.mutate(typed, { onSuccess: (uid) => uid !== null && router.push(devicePage(uid)) });
  };
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-start gap-2">
        <search className="w-full sm:w-72">
          <form onSubmit={submit} className="relative">
            <Search aria-hidden className="pointer-events-none absolute left-2.5 top-2 size-4 text-muted" />
            <Input
              ref={input}
              type="search"
              enterKeyHint="search"
              aria-label="Find device by RoT UID, serial number or IMEI"
              placeholder="RoT UID, serial number or IMEI"
              value={typed}
              onChange={(event) => change(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== "Escape" || typed === "") return;
                event.preventDefault();
                change("");
              }}
              className="pl-8 pr-8"
            />
            {typed === "" ? (
              <span aria-hidden className="pointer-events-none absolute right-1.5 top-1.5 hidden sm:block">
                <Kbd>/</Kbd>
              </span>
            ) : (
              <IconButton
                type="submit"
                label="Find device"
                size="small"
                tooltip={false}
                aria-busy={find.isPending || undefined}
                icon={
                  find.isPending ? (
                    <SpinnerRing className="size-3.5" />
                  ) : (
                    <ArrowRight aria-hidden className="size-4" />
                  )
                }
                className="absolute right-1 top-1"
              />
            )}
          </form>
        </search>
        {children}
      </div>
      <div role="status" className="empty:hidden">
        {find.data === null && (
          <Notice kind="neutral" title={`u-blox knows no device by “${find.variables.trim()}”`}>
            It was looked for as RoT UID, with lost zeros put back, and as device serial number. u-blox cannot
            search by IMEI: an IMEI is found only where it also is the device serial number.
          </Notice>
        )}
      </div>
      {find.error && <ProblemMessage problem={problemOf(find.error)} />}
    </div>
  );
}
