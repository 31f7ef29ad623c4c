import { Preview } from "./preview";

export default async function Page({ searchParams }: { searchParams: Promise<Record<string, string>> }) {
  const { view = "list", env = "sandbox", role = "admin", state = "ready" } = await searchParams;
  return <Preview view={view} env={env} role={role} state={state} />;
}
