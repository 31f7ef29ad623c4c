import { Select } from "@/components/ui/select";
import { type Role, roleLabels, roles } from "@/lib/access/permissions";

const items = roles.map((role) => ({ value: role, label: roleLabels[role] }));

/** The five roles. */
export function RoleSelect(props: { value: Role; onValueChange: (role: Role) => void }) {
  return <Select {...props} items={items} />;
}
