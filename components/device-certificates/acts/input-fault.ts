import type { Problem } from "@/components/patterns/problem";

/** Keeps a dialog open whose own fields cannot be sent yet; the fields say what is wrong. */
export class InputFault extends Error implements Problem {
  readonly title: string;

  constructor(title: string) {
    super(title);
    this.name = "InputFault";
    this.title = title;
  }
}
