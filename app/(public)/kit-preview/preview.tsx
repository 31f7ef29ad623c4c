"use client";
import { useState } from "react";
import Download from "lucide-react/icons/download";
import Tag from "lucide-react/icons/tag";
import { z } from "zod";
import { AppShell } from "@/components/shell/app-shell";
import { Breadcrumb } from "@/components/shell/breadcrumb";
import type { Role } from "@/lib/access/permissions";
import type { Environment } from "@/components/shell/environment-badge";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { useTableSelection } from "@/components/patterns/data-table/selection";
import { FilterBar } from "@/components/patterns/filter-bar/filter-bar";
import { useTableState } from "@/components/patterns/table-state/use-table-state";
import { PageHead } from "@/components/patterns/page-head";
import { Dossier, Page } from "@/components/patterns/dossier";
import { Facts } from "@/components/patterns/facts";
import { Section } from "@/components/patterns/section";
import { Timeline } from "@/components/patterns/timeline";
import { RawJson } from "@/components/patterns/raw-json";
import { Identifier } from "@/components/patterns/identifier";
import { HiddenSecret } from "@/components/patterns/hidden-secret";
import { ExactTime, RelativeTime } from "@/components/patterns/time/timestamp";
import { PollClock } from "@/components/patterns/time/poll-clock";
import { usePollClock } from "@/components/patterns/time/use-poll-clock";
import { EmptyState, NoPermission, NotConnected, ZeroResults } from "@/components/patterns/states";
import { FailedState } from "@/components/patterns/failed-state";
import { DegradedBanner, StaleBanner } from "@/components/patterns/banners";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { FormSheet } from "@/components/patterns/form-sheet/form-sheet";
import { FormField } from "@/components/patterns/form-sheet/form-field";
import { FileDrop } from "@/components/patterns/file-drop";
import { PastedLines } from "@/components/patterns/pasted-lines";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { Select } from "@/components/ui/select";
import { NativeSelect } from "@/components/ui/native-select";
import { Combobox } from "@/components/ui/combobox";
import { MultiCombobox } from "@/components/ui/multi-combobox";
import { Checkbox } from "@/components/ui/checkbox";
import { RadioGroup } from "@/components/ui/radio-group";
import { Switch } from "@/components/ui/switch";
import { NumberField } from "@/components/ui/number-field";
import { Field } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { MenuItem, MenuLink } from "@/components/ui/menu-items";
import { MenuSeparator } from "@/components/ui/menu";
import { Tabs, TabLinks } from "@/components/ui/tabs";
import { Status } from "@/components/ui/status";
import { statusKinds } from "@/components/ui/status-icon";
import { Badge } from "@/components/ui/badge";
import { Spinner } from "@/components/ui/spinner";
import { Progress } from "@/components/ui/progress";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { showToast, showUndo } from "@/components/ui/toast-manager";
import { batches, columns, filterDefs, search, wide } from "./data";

const t0 = Date.now();
const problem = { title: "The vendor does not answer", detail: "u-blox took longer than 10 s to list devices.", next: "Wait a minute and try again. The connection's page shows when it last worked.", requestId: "req_01JD3K9Q2M", vendor: { name: "u-blox", status: 504, text: "upstream request timeout" }, code: "vendor_unavailable" };

function List({ state }: { state: string }) {
  const table = useTableState(search);
  const selection = useTableSelection(table.filterKey);
  const clock = usePollClock("preview", 30_000);
  const [confirm, setConfirm] = useState<null | 1 | 2 | 3 | 4>(null);
  const [form, setForm] = useState(false);
  return (
    <Page>
      <PageHead title="Batches" count={5000} clock={<PollClock control={clock} updatedAtMs={t0} onRefresh={() => {}} />} action={<Button variant="primary" onClick={() => setForm(true)}>Create batch</Button>} menu={<><MenuItem onSelect={() => {}} icon={<Download className="size-4" aria-hidden />}>Export all 5,000 as CSV</MenuItem><MenuItem onSelect={() => {}} disabledReason="Only administrators can.">Delete all</MenuItem></>} />
      {state === "stale" && <StaleBanner vendor="u-blox" what="the list" silentSince={new Date(t0 - 240_000).toISOString()} asOf={new Date(t0 - 600_000).toISOString()} statusHref="/connections" />}
      {state === "degraded" && <DegradedBanner title="Certificate details are missing: u-blox does not answer." actions={<Button size="small">Try again</Button>}>Everything else on this page is current.</DegradedBanner>}
      <DataTable label="Batches" noun={{ one: "batch", many: "batches" }} columns={state === "wide" ? wide : columns} rows={state === "loading" ? undefined : state === "empty" || state === "zero" || state === "failed" ? [] : batches} rowId={(b) => b.id} rowName={(b) => b.name}
        refreshing={state === "refreshing"}
        failure={state === "failed" ? <FailedState problem={problem} stillWorks="Whitelist and tags come from our own copy and still work." onRetry={() => {}} /> : undefined}
        empty={<EmptyState title="No batch has been ordered yet" action={<Button variant="primary">Create batch</Button>}>A batch is a set of certificates, ordered from a generator or from CSRs.</EmptyState>}
        zeroResults={<ZeroResults noun="batches" clear={<Button onClick={table.clearFilters}>Clear filters</Button>} />} filtered={state === "zero"}
        sort={table.sort} onSortChange={table.setSort} visibleColumns={table.columns} onVisibleColumnsChange={table.setColumns}
        paging={{ kind: "numbered", page: table.page, size: table.size, total: 5000, onPageChange: table.setPage, sizes: table.sizes, onSizeChange: table.setSize }}
        selection={{ value: selection.value, onChange: selection.onChange, acrossPages: true, actions: ({ count }) => <><Button size="small" onClick={() => setConfirm(2)}>Download {count.toLocaleString("en-US")} batches</Button></> }}
        rowActions={(b) => <><MenuLink href={`/kit-preview?view=detail&id=${b.id}`}>Open batch</MenuLink><MenuItem onSelect={() => {}} icon={<Download className="size-4" aria-hidden />}>Download zip</MenuItem><MenuItem onSelect={() => {}} disabledReason="It is still being issued.">Verify contents</MenuItem><MenuSeparator /><MenuItem danger onSelect={() => setConfirm(1)}>Revoke batch…</MenuItem></>}
        toolbar={<FilterBar search={{ key: "q", label: "Search batches" }} filters={filterDefs} values={table.filters} onChange={table.setFilters} onClear={table.clearFilters} dropped={table.dropped} />} />
      <div className="flex flex-wrap gap-2"><Button onClick={() => setConfirm(1)}>Level 1</Button><Button onClick={() => setConfirm(2)}>Level 2</Button><Button onClick={() => setConfirm(3)}>Level 3</Button><Button onClick={() => setConfirm(4)}>Blocked</Button><Button onClick={() => showUndo("Tag downtown removed from 3 devices", () => {})}>Undo toast</Button><Button onClick={() => showToast({ kind: "failed", title: "Import stopped", description: "u-blox refused 12 of 4,000 rows. The result file names them." })}>Fail toast</Button></div>
      <ConfirmDialog open={confirm === 1} onOpenChange={() => setConfirm(null)} level={1} title="Delete tag" subject="downtown" consequence="The tag is gone at once. Nothing on any device changes." cost="1 call to u-blox." onConfirm={async () => {}} />
      <ConfirmDialog open={confirm === 2} onOpenChange={() => setConfirm(null)} level={2} title="Remove from whitelist" confirmLabel="Remove 312 devices" consequence="Affects only devices that have not bootstrapped: 84 of these 312." doesNot="Bootstrapped devices keep their state." cost="4 calls to u-blox." typed={{ word: "312" }} prerequisites={[{ text: "Export the list first", href: "/x" }, { text: "No import is running", met: true }]} onConfirm={async () => { throw problem; }} />
      <ConfirmDialog open={confirm === 3} onOpenChange={() => setConfirm(null)} level={3} title="Replace public key" consequence="Every token signed with the old key stops working after propagation." typed={{ word: "production-2026" }} onConfirm={async () => { await new Promise((r) => setTimeout(r, 4000)); }} />
      <ConfirmDialog open={confirm === 4} onOpenChange={() => setConfirm(null)} level={1} title="Delete tag" subject="downtown" consequence="" blocked={{ reason: "It is assigned to 214 devices. Remove it there first.", wayOut: { label: "Show the 214 devices", href: "/devices?tag=downtown" } }} onConfirm={async () => {}} />
      <FormSheet open={form} onOpenChange={setForm} title="Create tag" description="Tags group devices and device profiles." schema={z.object({ tagName: z.string().min(1, "Give the tag a name.").max(20, "At most 20 characters."), note: z.string().optional(), profile: z.string().nullable() })} defaultValues={{ tagName: "", note: "", profile: null }} onSubmit={async () => { await new Promise((r) => setTimeout(r, 1500)); throw { ...problem, title: "The vendor refused this", errors: [{ path: "body.tagName", message: "There is a tag with this name already." }] }; }}>
        <FormField name="tagName" label="Tag name" description="Letters, digits, dash and underscore; case does not matter.">{(field) => <Input {...field} mono />}</FormField>
        <FormField name="profile" label="Certificate profile">{(field) => <Select {...field} onValueChange={field.onChange} items={[{ value: "ec", label: "IoT device, EC P-256", description: "Device certificates, 10 years" }, { value: "rsa", label: "Gateway, RSA 2048" }]} />}</FormField>
        <FormField name="note" label="Note" optional>{(field) => <Textarea {...field} />}</FormField>
      </FormSheet>
    </Page>
  );
}

function Detail() {
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <Page>
      <Breadcrumb items={[{ label: "Certificates", href: "/batches" }, { label: "Batches", href: "/batches" }]} />
      <PageHead title="meter-gen2-2026100" status={<Status kind="ok" variant="badge">Ready for download</Status>} description={<Identifier value="0004A3B1C9D8E7F60000AABBCC" label="order number" />} action={<Button variant="primary" icon={<Download aria-hidden className="size-4" />}>Download zip</Button>} menu={<MenuItem onSelect={() => {}}>Copy for ticket</MenuItem>} />
      <TabLinks label="Batch" items={[{ href: "/kit-preview?view=detail", label: "Summary", current: true }, { href: "/a", label: "Contents", count: 12500, current: false }, { href: "/b", label: "Downloads", current: false }]} />
      <ProblemMessage problem={{ ...problem, code: "outcome_unknown", title: "The outcome is unknown", detail: "The order was sent, but no answer came back." }} actions={<Button size="small">Search by name</Button>} />
      <Dossier facts={<>
        <Section title="Batch"><Facts facts={[{ label: "Certificate profile", value: "IoT device, EC P-256" }, { label: "Certificates", value: "12,500" }, { label: "Created", value: <RelativeTime value={new Date(t0 - 3_600_000).toISOString()} /> }, { label: "Certificates expire", value: <ExactTime value="2027-03-14T09:00:00Z" /> }, { label: "Reject reason", value: null, missing: "not rejected" }, { label: "Serial number", value: <Identifier value="6FA1B2C3D4E5F60718293A4B5C6D7E8" label="certificate serial number" /> }, { label: "API key", value: <HiddenSecret label="API key" value={secret} hint={{ start: "mk_", end: "9f3a" }} onReveal={() => setSecret("mk_live_4eC39HqLyjWDarjtT1zdp7dc9f3a")} onHide={() => setSecret(null)} countdown="hides in 24 s" /> }]} /></Section>
        <Section title="Progress"><Progress label="Certificates" value={3120} max={10000} text="3,120 of 10,000 certificates, about 4 min" /><Progress label="Checking" value={null} max={1} text="Counting rows" /></Section>
        <RawJson label="Raw batch" value={{ id: 1186, batchName: "meter-gen2", size: 12500n, downloadable: true }} note="As Sectigo answered at 14:02 UTC, request req_01JD3K9Q2M." />
      </>} life={<Section title="Activity"><Timeline label="Activity" entries={[{ id: "1", kind: "ok", title: "Zip downloaded by Irene Adler", time: <RelativeTime value={new Date(t0 - 60_000).toISOString()} />, detail: "SHA-256 3f1a…9c" }, { id: "2", kind: "unknown", title: "Order sent, no answer came back", time: <RelativeTime value={new Date(t0 - 7_200_000).toISOString()} /> }, { id: "3", kind: "waiting", title: "Pending issue", time: <RelativeTime value={new Date(t0 - 9_200_000).toISOString()} /> }, { id: "4", kind: "failed", title: "First order refused: name taken", time: <RelativeTime value={new Date(t0 - 19_200_000).toISOString()} /> }]} /></Section>} />
    </Page>
  );
}

const fruit = ["downtown", "lab", "pilot", "harbor", "north", "south", "retired", "gateway", "meter"].map((v) => ({ value: v, label: v, description: "12 devices" }));
function Kit() {
  const [s, setS] = useState<string | null>(null); const [c, setC] = useState<string | null>("lab"); const [m, setM] = useState<string[]>(["downtown", "harbor"]); const [n, setN] = useState<number | null>(12500); const [r, setR] = useState<string | null>("a"); const [f, setF] = useState<File | null>(null); const [p, setP] = useState("DEADBEEF00000001\nDEADBEEF00000002"); const [on, setOn] = useState(true);
  return (
    <Page>
      <PageHead title="Kit" description="Every control at once." />
      <div className="grid gap-x-12 gap-y-8 md:grid-cols-2">
        <Section title="Buttons">
          <div className="flex flex-wrap items-center gap-2"><Button variant="primary">Create batch</Button><Button>Test connection</Button><Button variant="ghost">Cancel</Button><Button variant="danger">Delete tag</Button><IconButton label="Tag" icon={<Tag aria-hidden className="size-4" />} /></div>
          <div className="flex flex-wrap items-center gap-2"><Button variant="primary" loading>Create batch</Button><Button loading icon={<Tag aria-hidden className="size-4" />}>Test connection</Button><Button disabledReason="Only administrators can.">Delete tag</Button><Button size="small">Small</Button><Button size="small" variant="primary" loading>Small</Button></div>
          <p className="text-13">A sentence with <Link href="/x">a link to somewhere</Link> in it.</p>
        </Section>
        <Section title="Status">
          <div className="flex flex-wrap gap-2">{statusKinds.map((k) => <Status key={k} kind={k} variant="badge" />)}</div>
          <div className="flex flex-wrap gap-4 text-13">{statusKinds.map((k) => <Status key={k} kind={k} />)}</div>
          <div className="flex flex-wrap gap-2"><Badge>downtown</Badge><Badge>ALLOCATED</Badge><Spinner label="Loading profiles" /><CopyButton value="x" label="Copy for ticket" labeled size="medium" /></div>
        </Section>
        <Section title="Fields"><div className="flex max-w-100 flex-col gap-4">
          <Field label="Tag name" description="Letters, digits, dash and underscore."><Input placeholder="downtown" /></Field>
          <Field label="RoT UID" error="A RoT UID has 16 characters 0–9 and A–F; this has 15."><Input mono defaultValue="0004A3B1C9D8E7F" /></Field>
          <Field label="Profile"><Select items={[{ value: "a", label: "IoT device, EC P-256", description: "10 years" }, { value: "b", label: "Gateway" }]} value={s} onValueChange={setS} /></Field>
          <Field label="Environment"><NativeSelect><option>Sandbox</option><option>Production</option></NativeSelect></Field>
          <Field label="Device profile"><Combobox items={fruit} value={c} onValueChange={setC} /></Field>
          <Field label="Tags" optional><MultiCombobox items={fruit} value={m} onValueChange={setM} placeholder="Choose tags" /></Field>
          <Field label="Size"><NumberField value={n} onValueChange={setN} min={1} max={50000} unit="certificates" /></Field>
          <Field label="Note"><Textarea placeholder="Why" /></Field>
          <Field label="Locked"><Input disabled defaultValue="set by the vendor" /></Field>
        </div></Section>
        <Section title="Choices"><div className="flex max-w-100 flex-col gap-5">
          <Checkbox label="Send to u-blox at once" description="Otherwise the file is only checked." defaultChecked />
          <Checkbox label="Some selected" indeterminate readOnly />
          <Checkbox label="I have read the consequence" error="Say that you have read it." />
          <Checkbox label="Not possible" disabled />
          <RadioGroup legend="Order by" options={[{ value: "a", label: "Generator", description: "The authority makes keys and certificates." }, { value: "b", label: "CSRs", description: "Keys stay where they are." }, { value: "c", label: "Neither", disabled: true }]} value={r} onValueChange={setR} />
          <Switch label="Single-key shortcuts" description="Kept in this browser." checked={on} onChange={(e) => setOn(e.target.checked)} />
          <FileDrop label="Whitelist CSV" description="rotPublicUid,type,action · up to 1,000,000 rows" accept=".csv" file={f} onFileChange={setF} />
          <FileDrop label="Sending" file={new File(["x".repeat(1000)], "whitelist-werk-süd-2026.csv")} onFileChange={() => {}} upload={{ sentBytes: 420 }} />
          <PastedLines label="RoT UIDs" noun={{ one: "RoT UID", many: "RoT UIDs" }} value={p} onValueChange={setP} rows={4} />
        </div></Section>
        <Section title="States"><NotConnected vendor="Sectigo" variables={["SECTIGO_BASE_URL", "SECTIGO_USERNAME", "SECTIGO_PASSWORD"]} /><NoPermission permission="batches:write" what="order batches" /></Section>
        <Section title="Code and tabs"><CodeBlock label="PEM" code={"-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUQ2hlY2sgdGhlIGNoYWluIGJlZm9yZSB5b3UgdHJ1c3QgaXQ=\n-----END CERTIFICATE-----"} /><Tabs items={[{ value: "a", label: "Generator", content: <p className="text-13">One</p> }, { value: "b", label: "CSRs", count: 12, content: <p className="text-13">Two</p> }]} /></Section>
      </div>
    </Page>
  );
}

export function Preview(props: { view: string; env: string; role: string; state: string }) {
  return (
    <AppShell person={{ name: "Irene Adler", email: "irene.adler@example.com", role: props.role as Role }} environment={props.env as Environment} onSignOut={() => {}} counts={{ "/batches": 3 }} detect={(typed) => (/^[0-9a-f]{16}$/i.test(typed) ? [{ id: "d", label: typed.toUpperCase(), group: "Device", hint: "RoT UID", href: "/devices/x" }] : [])}>
      {props.view === "list" && <List state={props.state} />}
      {props.view === "detail" && <Detail />}
      {props.view === "kit" && <Kit />}
    </AppShell>
  );
}
