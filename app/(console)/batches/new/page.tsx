import type { Metadata } from "next";
import { OrderWaysScreen } from "@/components/batches/order/order-ways-screen";
import { Page } from "@/components/patterns/dossier";
import { Breadcrumb } from "@/components/shell/breadcrumb";
import { guardedPage } from "@/components/shell/guarded-page";

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
