"use client";

import { FilterBar } from "@/components/patterns/filter-bar/filter-bar";
import type { Filter, FilterRecord, FilterValue } from "@/components/patterns/filter-bar/types";
import type { CertificateProfile } from "@/lib/contract/certificate-profiles";
import { ProfileSelect } from "./profile-select";

const filters: readonly Filter[] = [
  { key: "number", label: "Batch number", kind: "text", placeholder: "186", mono: true },
  { key: "created", label: "Created", kind: "dates", promoted: true },
  { key: "certificates", label: "Size", kind: "numbers", unit: "certificates" },
];

interface Props {
  profiles: readonly CertificateProfile[] | undefined;
  profileId: number | undefined;
  onProfileChange: (certificateProfileId: number) => void;
  table: {
    filters: FilterRecord;
    setFilters: (changes: Record<string, FilterValue>) => void;
    clearFilters: () => void;
    dropped: string[];
  };
}

/** Whose batches, and which of them. Sectigo searches one certificate profile at a time. */
export function BatchToolbar({ profiles, profileId, onProfileChange, table }: Props) {
  return (
    <div className="flex flex-wrap items-start gap-2">
      <ProfileSelect
        aria-label="Certificate profile"
        className="w-full sm:w-64"
        profiles={profiles ?? []}
        value={profileId}
        onValueChange={onProfileChange}
      />
      <FilterBar
        search={{ key: "name", label: "Search batches by name" }}
        filters={filters}
        values={table.filters}
        onChange={table.setFilters}
        onClear={table.clearFilters}
        dropped={table.dropped}
      />
    </div>
  );
}
