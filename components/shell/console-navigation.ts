import Cpu from "lucide-react/icons/cpu";
import FlaskConical from "lucide-react/icons/flask-conical";
import History from "lucide-react/icons/history";
import LayoutDashboard from "lucide-react/icons/layout-dashboard";
import ListChecks from "lucide-react/icons/list-checks";
import Package from "lucide-react/icons/package";
import Plug from "lucide-react/icons/plug";
import SquarePlay from "lucide-react/icons/square-play";
import Tag from "lucide-react/icons/tag";
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
        label: "Whitelist",
        path: "/whitelist",
        icon: ListChecks,
        permission: "whitelist:read",
        key: "w",
        keywords: ["allow", "import", "csv"],
      },
      { label: "Tags", path: "/tags", icon: Tag, permission: "tags:read", key: "t" },
    ],
  },
  {
    label: "Certificates",
    items: [
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
