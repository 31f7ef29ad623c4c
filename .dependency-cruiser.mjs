// Which room may import which (ARCHITECTURE.md gives the reasons). `npm run lint:imports` holds the tree to it;
// lib/scripts/import-rules.test.ts holds this file to it.

/** Files that may reach across rooms, because they are about several of them. */
const tests = "\\.test\\.tsx?$|/testing(\\.|/)|/test-support\\.ts$|\\.setup\\.ts$";

const permissions = "^lib/access/permissions\\.ts$";
const contract = "^lib/contract/";
const env = "^lib/env(\\.ts$|/)";
const log = "^lib/log\\.ts$";
const schema = "^drizzle/schema/";
const sealing = "^lib/sealing/";
const vendorSupport = "^lib/vendors/http/";
/** The sandbox's control API: shapes only, for those who drive it. */
const sandboxControl = "^lib/sandbox/control-contract\\.ts$";
/** Rules of ours that are pure: screens show and check by them in the browser, the server checks by them again. */
const sharedRules =
  "^lib/domain/(" +
  "certificate-batches/(order-rules|common-names|published-pattern)|" +
  "device-certificates/validity|(entitlements|licenses|vouchers)/standing|heartbeat/(duration|settings|standing)|provisioning/settings|x509/serial-numbers" +
  ")\\.ts$";
/** Who is signed in: the frame of every page depends on it. */
const signedIn = "^lib/(access/session|domain/users/self)\\.ts$";
/** Writes the OpenAPI document, which a route serves and a page shows. */
const openApi = "^lib/http/openapi\\.ts$";

/** Each room: its folder, and what it may import besides itself and packages; `mayAsType` only as types. */
const rooms = {
  screens: {
    path: "^app/(?!api/)",
    may: ["^components/", "^lib/access/", signedIn, openApi, contract, "^lib/browser/", env],
  },
  routes: {
    path: "^app/api/",
    may: [
      "^lib/(http|access|domain|jobs|vendors)/",
      contract,
      "^lib/audit/(read|verify|export)[^/]*\\.ts$",
      "^lib/db/",
    ],
  },
  "components/ui": { path: "^components/ui/", may: [] },
  "components/patterns": {
    path: "^components/patterns/",
    may: ["^components/ui/", permissions],
    mayAsType: [contract],
  },
  "components/shell": {
    path: "^components/shell/",
    may: ["^components/(ui|patterns)/", contract, "^lib/browser/", permissions, signedIn],
  },
  "components/<capability>": {
    path: "^components/(?!ui/|patterns/|shell/)([^/]+)/",
    // $1 is the capability itself: one never reaches into another, but for the dialog in which every plan is made.
    may: [
      "^components/(ui|patterns|$1)/",
      "^components/jobs/plan/",
      contract,
      "^lib/browser/",
      permissions,
      sharedRules,
    ],
  },
  "lib/contract": { path: contract, may: [permissions, sandboxControl] },
  "lib/access/permissions": { path: permissions, may: [] },
  "lib/access": {
    path: "^lib/access/(?!permissions\\.ts)",
    may: [permissions, "^lib/(audit|db)/", "^lib/domain/users/", contract, env, log, schema],
  },
  "lib/audit": { path: "^lib/audit/", may: ["^lib/(access|db|operations)/", contract, log, schema] },
  "lib/operations": {
    path: "^lib/operations/",
    may: ["^lib/(access|audit|db)/", contract, vendorSupport, log, schema],
  },
  "lib/http": {
    path: "^lib/http/",
    may: ["^lib/(access|audit|db|domain|operations)/", contract, vendorSupport, env, log],
  },
  "lib/vendors/http": { path: vendorSupport, may: [contract] },
  "lib/vendors/<vendor>": {
    path: "^lib/vendors/(?!http/)([^/]+)/",
    // $1 is the vendor itself: one never reaches into another.
    may: ["^lib/vendors/(http|$1)/", contract, env],
  },
  "lib/sandbox": { path: "^lib/sandbox/", may: [] },
  "lib/domain": {
    path: "^lib/domain/",
    may: ["^lib/(access|audit|db|operations|sealing|vendors)/", contract, env, log, schema, sandboxControl],
  },
  "lib/domain, shared with screens": { path: sharedRules, may: [contract] },
  "lib/jobs": {
    path: "^lib/jobs/",
    may: ["^lib/(access|audit|db|domain|operations|vendors)/", contract, env, log, schema],
  },
  "lib/sealing": { path: sealing, may: [env] },
  "lib/browser": { path: "^lib/browser/", may: [contract] },
  "lib/db": { path: "^lib/db/", may: [schema] },
  "lib/env": { path: env, may: [permissions] },
  "lib/log": { path: log, may: [] },
  "lib/scripts": { path: "^lib/scripts/", may: ["^lib/", schema] },
  drizzle: { path: "^drizzle/", may: [contract] },
  e2e: {
    path: "^e2e/",
    may: [
      "^lib/(scripts|sandbox)/",
      "^lib/audit/chain-check\\.ts$",
      // Makes certificates, as the tests of their reading do.
      "^lib/domain/x509/testing\\.ts$",
      "^lib/env/samples\\.ts$",
      contract,
      permissions,
    ],
  },
};

const ours = "^(app|components|drizzle|e2e|lib)/";

const roomRules = Object.entries(rooms).flatMap(([name, { path, may, mayAsType = [] }]) => {
  const itself = path.includes("([^/]+)") ? [] : [path];
  const rule = (to) => ({
    name: `room ${name}`,
    comment: `${name} may import only: ${[path, ...may, ...mayAsType].join("  ")}`,
    severity: "error",
    from: { path, pathNot: tests },
    to,
  });
  const outside = rule({ path: ours, pathNot: [...itself, ...may, ...mayAsType] });
  const asValue = rule({ path: mayAsType, dependencyTypesNot: ["type-only"] });
  return mayAsType.length === 0 ? [outside] : [outside, asValue];
});

export default {
  forbidden: [
    ...roomRules,
    {
      name: "only the gate issues permits",
      comment: "perform() in lib/operations is the only door to a change at a vendor.",
      severity: "error",
      from: { path: ours, pathNot: ["^lib/operations/", tests] },
      to: { path: "^lib/vendors/http/issue-permit\\.ts$" },
    },
    {
      name: "a permit for our records is a type outside of the gate",
      comment: "Others take a RecordsPermit; only lib/operations makes one.",
      severity: "error",
      from: { path: ours, pathNot: ["^lib/operations/", tests] },
      to: { path: "^lib/operations/records-permit\\.ts$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "sandbox and vendor clients do not meet",
      comment: "A stand-in that shared the client's code would be wrong together with it. Tests included.",
      severity: "error",
      from: { path: "^lib/sandbox/" },
      to: { path: "^lib/vendors/" },
    },
    {
      name: "no cycles",
      comment: "Type-only imports vanish when the program runs; everything else must have an order.",
      severity: "error",
      from: { path: ours },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "every import exists",
      severity: "error",
      from: { path: ours },
      to: { couldNotResolve: true },
    },
    {
      name: "the console runs without development packages",
      comment: "The production image has none of them.",
      severity: "error",
      from: {
        path: ours,
        pathNot: [
          tests,
          "^e2e/",
          "^lib/scripts/(test|chromium|support/tools|import-rules)",
          "\\.config\\.ts$",
        ],
      },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "every package is declared",
      severity: "error",
      from: { path: ours },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
  ],
  options: {
    // TypeScript 7 has no interface that dependency-cruiser could read types by; swc has.
    parser: "swc",
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    // Benchmarks may reach everywhere, and use `await using`, which the parser's visitor does not know.
    exclude: { path: "^lib/scripts/bench/" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".mjs", ".js", ".css"],
      conditionNames: ["import", "node", "default", "types"],
      exportsFields: ["exports"],
    },
  },
};
