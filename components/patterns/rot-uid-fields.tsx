"use client";

import { type NamedBy, NamesFileField, PastedNamesField } from "./named-devices-fields";

export type { NamedDevices } from "./named-devices-fields";

const rotUids: NamedBy = { one: "RoT UID", many: "RoT UIDs" };

/** RoT UIDs pasted into the form's `pasted`. */
export const PastedRotUidsField = () => <PastedNamesField noun={rotUids} />;

/** A file of RoT UIDs in the form's `file`. */
export const RotUidFileField = ({ rowsMax }: { rowsMax: number }) => (
  <NamesFileField noun={rotUids} rowsMax={rowsMax} />
);
