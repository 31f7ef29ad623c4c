import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { OrderWaysScreen } from "@/components/batches/order/order-ways-screen";
import { Page } from "@/components/patterns/dossier";
import { Breadcrumb } from "@/components/shell/breadcrumb";

export const metadata: Metadata = { title: "Order batch" };

export default guardedPage({
  permission: "batches:write",
  what: "order certificate batches",
  screen: () => (
    <Page>
      <Breadcrumb items={[{ label: "Batches", href: "/batches" }]} />
      <OrderWaysScreen />
    </Page>
  ),
});
