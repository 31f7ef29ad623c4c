"use client";
import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { filterDateRange, filterManyOf, filterNumberRange, filterOneOf, filterText } from "@/components/patterns/table-state/filter-parsers";
import { tableParsers } from "@/components/patterns/table-state/table-parsers";
import { IdentifierText } from "@/components/patterns/identifier";
import { RelativeTime } from "@/components/patterns/time/timestamp";
import { Badge } from "@/components/ui/badge";
import { RowLink } from "@/components/ui/link";
import { Status } from "@/components/ui/status";

export interface Batch { id: string; name: string; profile: string; size: number; kind: "ok"|"waiting"|"attention"|"failed"|"unknown"|"neutral"; status: string; created: string; order: string; by: string; tags: string[] }
const states = [["ok","Ready for download"],["waiting","Pending issue"],["waiting","Pending creation"],["attention","Issued partly"],["failed","Rejected"],["unknown","Outcome unknown"],["neutral","Zip removed after expiration"]] as const;
export const batches: Batch[] = Array.from({length: 50}, (_, i) => { const s = states[i % states.length] ?? states[0]; return {
  id: String(1186 - i), name: i === 3 ? "Straßenbeleuchtungssteuerungsgeräte-Nachproduktion-Werk-Süd-2026-Q4" : `meter-gen2-${String(2026100 + i)}`, profile: i % 3 ? "IoT device, EC P-256" : "Gateway, RSA 2048", size: i === 5 ? 123456789012 : 250 * (i + 1), kind: s[0], status: s[1], created: new Date(Date.now() - i * 5_400_000 - 720_000).toISOString(), order: `0004A3B1C9D8E7F6${String(i).padStart(4,"0")}AABBCC`, by: "irene.adler@example.com", tags: i % 2 ? ["downtown"] : ["lab","pilot"] }; });
const helper = dataTableColumns<Batch>();
export const columns = helper.columns([
  helper.accessor("name", { header: "Batch", enableSorting: true, meta: { wrap: true, skeleton: "w-48" }, cell: ({ row }) => <RowLink href={`/kit-preview?view=detail&id=${row.original.id}`}>{row.original.name}</RowLink> }),
  helper.accessor("status", { header: "Status", enableSorting: true, meta: { card: true, skeleton: "w-32" }, cell: ({ row }) => <Status kind={row.original.kind}>{row.original.status}</Status> }),
  helper.accessor("profile", { header: "Certificate profile" }),
  helper.accessor("size", { header: "Certificates", enableSorting: true, meta: { align: "end", card: true }, cell: (i) => i.getValue().toLocaleString("en-US") }),
  helper.accessor("order", { header: "Order", cell: (i) => <IdentifierText value={i.getValue()} /> }),
  helper.accessor("created", { header: "Created", enableSorting: true, meta: { card: true }, cell: (i) => <RelativeTime value={i.getValue()} /> }),
  helper.accessor("by", { header: "Ordered by", meta: { defaultHidden: true } }),
  helper.accessor("tags", { header: "Tags", meta: { defaultHidden: true }, cell: (i) => <span className="flex gap-1">{i.getValue().map((t) => <Badge key={t}>{t}</Badge>)}</span> }),
]);
export const wide = helper.columns([...columns.map((c) => ({ ...c, meta: { ...c.meta, defaultHidden: false } })), helper.accessor("id", { id: "x1", header: "Reject reason given by the authority", cell: () => "Subject does not match the profile's pattern" }), helper.accessor("id", { id: "x2", header: "Another long column", cell: () => "The quick brown fox" })] as never);
export const search = tableParsers({ sortable: ["name","status","size","created"], defaultSort: { id: "created", desc: true }, sizes: [50,100,200], filters: { q: filterText(), status: filterManyOf(["ready","pending","attention","rejected"]), profile: filterOneOf(["ec","rsa"]), created: filterDateRange(), count: filterNumberRange(), by: filterText() } });
export const filterDefs = [
  { key: "status", label: "Status", kind: "many", promoted: true, options: [{value:"ready",label:"Ready for download"},{value:"pending",label:"Pending"},{value:"attention",label:"Needs attention"},{value:"rejected",label:"Rejected"}] },
  { key: "profile", label: "Profile", kind: "select", promoted: true, options: [{value:"ec",label:"IoT device, EC P-256"},{value:"rsa",label:"Gateway, RSA 2048"}] },
  { key: "created", label: "Created", kind: "dates" }, { key: "count", label: "Size", kind: "numbers", unit: "certificates" }, { key: "by", label: "Ordered by", kind: "text" },
] as const;
