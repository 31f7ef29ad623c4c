import BadgeCheck from "lucide-react/icons/badge-check";
import ChartColumn from "lucide-react/icons/chart-column";
import Cpu from "lucide-react/icons/cpu";
import FileBadge from "lucide-react/icons/file-badge";
import FlaskConical from "lucide-react/icons/flask-conical";
import History from "lucide-react/icons/history";
import KeyRound from "lucide-react/icons/key-round";
import Layers from "lucide-react/icons/layers";
import LayoutDashboard from "lucide-react/icons/layout-dashboard";
import ListChecks from "lucide-react/icons/list-checks";
import Package from "lucide-react/icons/package";
import Plug from "lucide-react/icons/plug";
import Radio from "lucide-react/icons/radio";
import ReceiptText from "lucide-react/icons/receipt-text";
import Scale from "lucide-react/icons/scale";
import ScanSearch from "lucide-react/icons/scan-search";
import ShieldCheck from "lucide-react/icons/shield-check";
import SquarePlay from "lucide-react/icons/square-play";
import Tag from "lucide-react/icons/tag";
import Ticket from "lucide-react/icons/ticket";
import Users from "lucide-react/icons/users";
import type { NavigationGroup } from "./navigation";

/** The console's pages in the order of their use. A page is listed when it exists. */
export const consoleNavigation: readonly NavigationGroup[] = [
  {
    items: [{ label: "Overview", path: "/", icon: LayoutDashboard, permission: "session:self", key: "o" }],
  },
  {
    label: "Fleet",
    items: [
      {
        label: "Devices",
        path: "/devices",
        icon: Cpu,
        permission: "devices:read",
        key: "d",
        keywords: ["rot uid", "imei", "serial"],
      },
      {
        label: "Device profiles",
        path: "/device-profiles",
        icon: Layers,
        permission: "devices:read",
        key: "p",
        keywords: ["bootstrap", "provisioning"],
      },
      {
        label: "Whitelist",
        path: "/whitelist",
        icon: ListChecks,
        permission: "whitelist:read",
        key: "w",
        keywords: ["allow", "import", "csv"],
      },
      { label: "Tags", path: "/tags", icon: Tag, permission: "tags:read", key: "t" },
      {
        label: "Findings",
        path: "/findings",
        icon: ScanSearch,
        permission: "devices:read",
        key: "f",
        keywords: ["clones", "suspicious", "duplicates"],
      },
      {
        label: "Device events",
        path: "/device-events",
        icon: Radio,
        permission: "devices:read",
        key: "e",
        keywords: ["notifications", "hooks", "live"],
      },
      {
        label: "Usage",
        path: "/usage",
        icon: ChartColumn,
        permission: "devices:read",
        key: "y",
        keywords: ["billing", "calls"],
      },
      {
        label: "End-to-end keys",
        path: "/e2e-keys",
        icon: KeyRound,
        permission: "e2e:read",
        key: "k",
        keywords: ["e2e", "rotate", "symmetric key", "decrypt"],
      },
    ],
  },
  {
    label: "Certificates",
    items: [
      {
        label: "Device certificates",
        path: "/device-certificates",
        icon: FileBadge,
        permission: "device-certificates:read",
        key: "x",
        keywords: ["renew", "re-key", "revoke", "x.509"],
      },
      {
        label: "Root CAs",
        path: "/root-cas",
        icon: ShieldCheck,
        permission: "root-cas:read",
        key: "r",
        keywords: ["crl", "revocation", "proof of possession"],
      },
      {
        label: "Batches",
        path: "/batches",
        icon: Package,
        permission: "batches:read",
        key: "b",
        keywords: ["csr", "zip", "sectigo"],
      },
    ],
  },
  {
    label: "Licenses",
    items: [
      {
        label: "Entitlements",
        path: "/entitlements",
        icon: ReceiptText,
        permission: "licenses:read",
        key: "l",
        keywords: ["juniper", "ssrn", "activation code", "validate"],
      },
      {
        label: "Activations",
        path: "/activations",
        icon: BadgeCheck,
        permission: "licenses:read",
        key: "n",
        keywords: ["juniper", "license key", "serial number", "release"],
      },
      {
        label: "Vouchers",
        path: "/vouchers",
        icon: Ticket,
        permission: "licenses:read",
        key: "v",
        keywords: ["juniper", "rfc 8366", "pinned domain certificate", "ztp"],
      },
      {
        label: "Compliance",
        path: "/compliance",
        icon: Scale,
        permission: "licenses:read",
        key: "m",
        keywords: ["juniper", "owned", "exceeded", "expiring"],
      },
    ],
  },
  {
    label: "Run",
    items: [
      {
        label: "Jobs",
        path: "/jobs",
        icon: SquarePlay,
        permission: "jobs:read",
        key: "j",
        keywords: ["plans", "runs", "progress", "export"],
      },
      {
        label: "Audit",
        path: "/audit",
        icon: History,
        permission: "audit:read",
        key: "a",
        keywords: ["history", "log"],
      },
    ],
  },
  {
    label: "Platform",
    items: [
      {
        label: "Connections",
        path: "/connections",
        icon: Plug,
        permission: "connections:read",
        key: "c",
        keywords: ["vendors", "health"],
      },
      {
        label: "Users",
        path: "/users",
        icon: Users,
        permission: "users:read",
        key: "u",
        keywords: ["people", "roles"],
      },
      {
        label: "Sandbox",
        path: "/sandbox",
        icon: FlaskConical,
        permission: "sandbox:write",
        key: "s",
        keywords: ["faults", "clock", "simulator"],
      },
    ],
  },
];
