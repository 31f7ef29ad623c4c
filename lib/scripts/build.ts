import { build } from "./support/build";
import { terminalReport } from "./support/report";

// npm run build: builds the console for production, whether or not something changed.
try {
  await build(terminalReport());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
