import { variableNames, variableOf } from "./variables";

/** The text of `.env.example`, from the table of variables. */
export function exampleFile(): string {
  const lines = [
    "# Settings of Muniment. Copy to .env and uncomment what you need; an empty value counts as unset.",
    "# Each secret may also be given as a file: AUTH_SECRET_FILE=/run/secrets/auth_secret.",
    "# The secrets shown here are published samples: production refuses to start with them.",
  ];
  let group: string | undefined;
  for (const name of variableNames) {
    const { internal, about, example, howToMake, fallback, ...declared } = variableOf(name);
    if (internal) continue;
    if (declared.group !== group) {
      group = declared.group;
      lines.push("", `# --- ${group} ---`);
    }
    const notes = [
      about,
      ...(fallback === undefined ? [] : [`Unset: ${fallback}.`]),
      ...(howToMake === undefined ? [] : [`Make one: ${howToMake}`]),
    ];
    lines.push("", `# ${notes.join(" ")}`, `#${name}=${example}`);
  }
  return `${lines.join("\n")}\n`;
}
