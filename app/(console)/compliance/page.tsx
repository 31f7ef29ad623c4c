import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { ProductsScreen } from "@/components/compliance/products-screen";

export const metadata: Metadata = { title: "Compliance" };

export default guardedPage({
  permission: "licenses:read",
  what: "see the compliance of licenses",
  screen: () => <ProductsScreen />,
});
