import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { GeneratorOrderScreen } from "@/components/batches/order/generator-order-screen";
import { Page } from "@/components/patterns/dossier";
import { Breadcrumb } from "@/components/shell/breadcrumb";

export const metadata: Metadata = { title: "Order with generated keys" };

export default guardedPage({
  permission: "batches:write",
  what: "order certificate batches",
  screen: () => (
    <Page>
      <Breadcrumb
        items={[
          { label: "Batches", href: "/batches" },
          { label: "Order batch", href: "/batches/new" },
        ]}
      />
      <GeneratorOrderScreen />
    </Page>
  ),
});
