"use client";

import { readFailure } from "@/components/patterns/answer";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { Page } from "@/components/patterns/dossier";
import { PageHead } from "@/components/patterns/page-head";
import { Section } from "@/components/patterns/section";
import { EmptyState } from "@/components/patterns/states";
import { useCan } from "@/components/patterns/who";
import { Link } from "@/components/ui/link";
import { importColumns } from "./import-columns";
import { useImports } from "./queries";
import { UploadSection } from "./upload";

/** Where a whitelist file is uploaded, and what became of the latest ones. */
export function ImportsScreen() {
  const mayChange = useCan()("whitelist:write");
  const read = useImports();
  return (
    <Page>
      <PageHead
        title="Whitelist imports"
        description={
          <p>
            Files of RoT UIDs for the <Link href="/whitelist">whitelist</Link>.
          </p>
        }
      />
      {mayChange && <UploadSection />}
      <Section title="Latest imports">
        <DataTable
          label="Latest imports"
          noun={{ one: "import", many: "imports" }}
          columns={importColumns}
          rows={read.data?.value.items}
          rowId={(found) => found.importId}
          rowName={(found) => found.fileName}
          failure={readFailure(read)}
          empty={<EmptyState title="No file has been checked yet" />}
          paging={{ kind: "cursor" }}
          skeletonRows={3}
        />
      </Section>
    </Page>
  );
}
