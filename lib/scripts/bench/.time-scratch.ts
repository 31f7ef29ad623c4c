import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { systemActor } from "@/lib/access/actor";
import { closeDatabase, openDatabase } from "@/lib/db/connection";
import { startEmbeddedDatabase } from "@/lib/db/embedded";
import { removeDataFolder, temporaryDataFolder } from "@/lib/db/embedded/temporary";
import { migrate } from "@/lib/db/migrate";
import { checkImport } from "@/lib/domain/whitelist-import/check-import";
import { performInRecords } from "@/lib/operations/perform";
setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc");
const dataDir = await temporaryDataFolder();
const d = await startEmbeddedDatabase({ dataDir });
await migrate({ url: d.url }); const pg=(await import("postgres")).default; const o=pg(d.url,{max:1}); if (process.env.STORAGE) await o.unsafe(`alter table whitelist_import_chunks alter column rows set ${process.env.STORAGE}`); await openDatabase(d.url);
const path="/tmp/wl/million.csv";
async function check() {
  const upload = new Request("http://x/", { method: "POST", body: Readable.toWeb(createReadStream(path)) as any, duplex: "half" } as any);
  const actor = systemActor("bench");
  await performInRecords({ actor, action: "whitelist.checkImport", permission: "whitelist:write", subject: {type:"x",id:"x"}, requestId: "r" },
    (permit, note) => checkImport(permit, { fileName: "b.csv", upload, actor, note }));
}
await check(); for (let i=0;i<4;i++) {
  for (let k=0;k<4;k++){gc(); await new Promise(r=>setTimeout(r,300));} const b = process.memoryUsage(); const log: string[]=[]; let peak=0; const s=performance.now();
  let last=0;
  const t=setInterval(()=>{ const m=process.memoryUsage(); peak=Math.max(peak,m.rss); const now=performance.now()-s; if (now-last>250){last=now; log.push(`${(now/1000).toFixed(1)}s rss+${((m.rss-b.rss)/1048576).toFixed(0)} heapUsed ${(m.heapUsed/1048576).toFixed(0)}/${(m.heapTotal/1048576).toFixed(0)} ext ${(m.external/1048576).toFixed(0)}`)} },10);
  const cpu=process.cpuUsage();
  await check(); clearInterval(t); const c=process.cpuUsage(cpu);
  if (process.env.LOG) console.log(log.join("\n")); console.log("round", i, "base", (b.rss/1048576).toFixed(0), "peak +", ((peak-b.rss)/1048576).toFixed(0), "s", ((performance.now()-s)/1000).toFixed(2), "cpu", ((c.user+c.system)/1e6).toFixed(2)); 
}
console.log(await o`select pg_size_pretty(pg_total_relation_size('whitelist_import_chunks')) as s, count(*)::int from whitelist_import_chunks`); await o.end(); await new Promise(r=>setTimeout(r,600)); await closeDatabase(); await d.stop(); await removeDataFolder(dataDir);
