import type { FieldValues, Path, UseFormReturn } from "react-hook-form";
import type { Problem } from "../problem";

/** "body.tagName" and "tagName" are the same field: the server names where it read the value. */
function fieldPath(path: string): string {
  return path.replace(/^body\./, "");
}

/**
 * Puts the server's errors at the fields they name and takes the focus to the first. What is left
 * for the summary: the problem without those errors.
 */
export function applyProblem<Input extends FieldValues, Output>(
  form: UseFormReturn<Input, unknown, Output>,
  problem: Problem,
): Problem {
  const known = Object.keys(form.getValues());
  const [named, others] = [problem.errors ?? [], [] as { path: string; message: string }[]];
  let focused = false;
  for (const error of named) {
    const path = fieldPath(error.path);
    if (known.includes(path.split(".")[0] ?? "")) {
      form.setError(
        path as Path<Input>,
        { type: "server", message: error.message },
        { shouldFocus: !focused },
      );
      focused = true;
    } else {
      others.push({ path, message: error.message });
    }
  }
  return { ...problem, errors: others };
}
