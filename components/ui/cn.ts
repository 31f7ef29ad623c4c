import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

/** The kit's own size, radius and shadow names, so that a later class wins over an earlier one of its kind. */
const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ["12", "13", "14", "16", "20", "28"],
      radius: ["2", "4", "control", "card", "dialog", "full"],
      shadow: ["float", "dialog"],
    },
  },
});

/** Joins class names; of two Tailwind classes that set the same thing, the last one stays. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
