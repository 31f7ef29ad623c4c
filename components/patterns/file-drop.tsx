"use client";

import FileUp from "lucide-react/icons/file-up";
import X from "lucide-react/icons/x";
import { type DragEvent, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { FieldError } from "@/components/ui/field-error";
import { IconButton } from "@/components/ui/icon-button";
import { Progress } from "@/components/ui/progress";
import { fileSize } from "./file-size";

export interface FileDropProps {
  /** What is wanted: "Whitelist CSV". */
  label: string;
  /** Form and limits: "rotPublicUid,type,action · up to 1,000,000 rows". */
  description?: string;
  /** Types as the platform's picker takes them: ".csv,text/csv". */
  accept?: string;
  file: File | null;
  onFileChange: (file: File | null) => void;
  error?: string;
  /** Largest file in bytes. */
  maxBytes?: number;
  /** While it is sent. */
  upload?: { sentBytes: number };
  disabled?: boolean;
}

/** Takes one file by the picker, by keyboard or by dropping it; shows its name, size and progress. */
export function FileDrop(props: FileDropProps) {
  const { file, onFileChange, maxBytes } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [refused, setRefused] = useState<string>();
  const error = refused ?? props.error;
  const described = props.description ? `${id}-description` : undefined;

  const take = (chosen: File | undefined) => {
    if (!chosen || props.disabled) return;
    const tooLarge = maxBytes !== undefined && chosen.size > maxBytes;
    setRefused(
      tooLarge
        ? `${chosen.name} has ${fileSize(chosen.size)}; up to ${fileSize(maxBytes)} can be taken.`
        : undefined,
    );
    if (!tooLarge) onFileChange(chosen);
  };
  const drop = (event: DragEvent<HTMLElement>) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="w-fit text-13 font-medium">
        {props.label}
      </label>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button inside does the same by keyboard */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={cn(
          "relative flex flex-wrap items-center gap-3 rounded-card border border-dashed border-control bg-surface px-3 py-3 text-13 transition-colors",
          over && "border-accent bg-accent-soft",
          error && "border-failed",
        )}
      >
        <input
          ref={input}
          id={id}
          type="file"
          accept={props.accept}
          disabled={props.disabled}
          tabIndex={-1}
          aria-describedby={described}
          onChange={(event) => {
            take(event.target.files?.[0]);
            event.target.value = "";
          }}
          className="sr-only"
        />
        {file ? (
          <ChosenFile file={file} upload={props.upload} onRemove={() => onFileChange(null)} />
        ) : (
          <>
            <Button
              icon={<FileUp aria-hidden className="size-4" />}
              onClick={() => input.current?.click()}
              aria-describedby={described}
            >
              Choose file
            </Button>
            <span className="text-muted">or drop it here</span>
          </>
        )}
      </div>
      {props.description && (
        <p id={`${id}-description`} className="text-12 text-muted">
          {props.description}
        </p>
      )}
      {error && (
        <div role="alert">
          <FieldError>{error}</FieldError>
        </div>
      )}
    </div>
  );
}

function ChosenFile(props: { file: File; upload?: { sentBytes: number }; onRemove: () => void }) {
  const { file, upload } = props;
  if (upload) {
    return (
      <Progress
        label={file.name}
        value={upload.sentBytes}
        max={file.size}
        text={`${fileSize(upload.sentBytes)} of ${fileSize(file.size)} sent`}
        className="w-full"
      />
    );
  }
  return (
    <div className="flex w-full min-w-0 items-center gap-3">
      <span className="min-w-0 flex-1 truncate font-medium">{file.name}</span>
      <span className="tabular text-muted">{fileSize(file.size)}</span>
      <IconButton
        label={`Remove ${file.name}`}
        size="small"
        icon={<X aria-hidden className="size-4" />}
        onClick={props.onRemove}
      />
    </div>
  );
}
