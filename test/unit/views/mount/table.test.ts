import { expect } from "chai";
import { table, wide } from "../../../../src/views/mount/table.ts";
import {
  broad,
  claimOf,
  crowd,
  hostile,
  itemOf,
  mixed,
  mountOf,
  nothing,
  optionsOf,
  planned,
  podOf,
  reportOf,
  shop,
  unknown,
} from "../sample-reports.ts";

function rows(report = shop, options = optionsOf({ noHeaders: true })): string {
  return [...table(report, options)].join("");
}

function screen(report = shop, options = optionsOf()): string {
  return [...table(report, options)].join("").split("\n\n")[0]?.trimEnd() ?? "";
}

describe("the table", () => {
  it("answers who mounts what, where, how, and what is wrong", () => {
    expect(screen()).to.equal(
      `\
CLAIM      MODES   USED BY                     NODE      CONTAINER   PATH                       R/W   STATE     FINDINGS
db-data    RWO     db-7c9f8d6b5-x2k4p          node-a    postgres    /var/lib/postgresql/data   rw              waiting-for-attach,rollout-on-rwo
db-data    RWO     db-7c9f8d6b5-9vvlq          node-b    postgres    /var/lib/postgresql/data   rw    waiting   waiting-for-attach,rollout-on-rwo
media      RWX     Deployment/web (3 pods)     3 nodes   app         /srv/media                 rw
media      RWX     thumbnails-28871040-kq7wz   node-a    resize      /in                        ro
old-logs   RWX     <none>                      <none>`,
    );
  });

  it("fits a terminal of 80 columns and cuts no claim's name there", () => {
    expect(screen(shop, optionsOf({ columns: 80 }))).to.equal(
      `\
CLAIM     MODES  USED BY        NODE     CONTAINER  PATH            R/W  STATE
db-data   RWO    db-7c9…-x2k4p  node-a   postgres   /var/li…l/data  rw
db-data   RWO    db-7c9…-9vvlq  node-b   postgres   /var/li…l/data  rw   waiting
media     RWX    web (3 pods)   3 nodes  app        /srv/media      rw
media     RWX    thumbn…-kq7wz  node-a   resize     /in             ro
old-logs  RWX    <none>         <none>`,
    );
  });

  it("folds a thousand replicas into one row, and leaves the one that waits", () => {
    expect(rows(crowd)).to.equal(
      `\
assets   RWX   Deployment/cdn (999 of 1000 pods)   100 nodes   app   /data   rw
assets   RWX   cdn-6c9d4fb5c7-late1                node-7      app   /data   rw    waiting
`,
    );
  });

  it("says of manifests how many pods there will be", () => {
    expect(rows(planned)).to.equal(
      `\
media   RWX   Deployment/web (3 replicas)      <none>   app              /data   rw    planned
media   RWX   DaemonSet/agent (one per node)   <none>   prepare (init)   /data   rw    planned
`,
    );
  });

  it("names the kind of each piece of storage where there is more than claims", () => {
    expect(screen(mixed)).to.equal(
      `\
STORAGE            MODES    USED BY                     NODE      CONTAINER          PATH         R/W
pvc/media          RWX      Deployment/web (3 pods)     3 nodes   app                /srv/media   rw
pvc/media          RWX      thumbnails-28871040-kq7wz   node-a    resize             /in          ro
emptydir/cache     <none>   log-shipper-0               node-a    writer             /out         rw
emptydir/cache     <none>   log-shipper-0               node-a    reader (sidecar)   /in          ro
hostpath/var/log   <none>   agent-x8z2p                 node-a    app                /host/log    rw
hostpath/var/log   <none>   kube-system/shipper-k2v9d   node-a    app                /logs        ro`,
    );
  });

  it("tells what is not known from what is not there", () => {
    expect(rows(unknown)).to.equal(
      `\
secret-data   <unknown>   web-0       node-a      app   /data   ?
unread        RWX         <unknown>   <unknown>
`,
    );
  });

  it("shows a pod whose containers do not mount what it names", () => {
    const report = reportOf([itemOf(claimOf("spare"), [podOf("web-0", "node-a", { mounts: [] })])]);
    expect(rows(report)).to.equal("spare   RWX   web-0   node-a   <none>\n");
  });

  it("shows one pod that mounts a claim twice as two rows", () => {
    const mounts = [mountOf({ path: "/a" }), mountOf({ path: "/b", podVolume: "again" })];
    const report = reportOf([itemOf(claimOf("twice"), [podOf("web-0", "node-a", { mounts })])]);
    expect(rows(report).match(/web-0/g)).to.have.length(2);
  });

  it("has the namespace in front and the labels at the end when asked", () => {
    const options = optionsOf({ showNamespace: true, showLabels: true, noHeaders: true });
    const lines = rows(shop, options).split("\n");
    expect(lines[2]).to.match(/^shop {3}media .* app=web,tier=front$/);
    expect(lines[4]).to.match(/^shop {3}old-logs .* <none>$/);
  });

  it("lines up CJK and emoji", () => {
    expect(rows(broad)).to.equal(
      `\
媒体    RWX   web-🫠   node-a   app   /데이터   rw
media   RWX   web-0    node-b   app   /data     rw
`,
    );
  });

  it("lets no name steer the terminal", () => {
    const text = [...table(hostile, optionsOf())].join("");
    expect(text.replaceAll("\n", "")).not.to.match(/[\p{Cc}\p{Cf}]/u);
    expect(text).to.contain("evil^[[2J\\u202egpj");
  });

  it("has no rows and no headings without items, but says what is not shown", () => {
    expect([...table(nothing, optionsOf())].join("")).to.equal(
      "Not shown: 2 EmptyDir (--kinds emptydir or all)\n",
    );
  });
});

describe("the table grouped", () => {
  it("by node has the node first, and what is on no node last", () => {
    expect(rows(shop, optionsOf({ by: "node", noHeaders: true }))).to.equal(
      `\
node-a   db-7c9f8d6b5-x2k4p          db-data    RWO   postgres   /var/lib/postgresql/data   rw              waiting-for-attach,rollout-on-rwo
node-a   web-6c9d4fb5c7-x2k40        media      RWX   app        /srv/media                 rw
node-a   thumbnails-28871040-kq7wz   media      RWX   resize     /in                        ro
node-b   db-7c9f8d6b5-9vvlq          db-data    RWO   postgres   /var/lib/postgresql/data   rw    waiting   waiting-for-attach,rollout-on-rwo
node-b   web-6c9d4fb5c7-x2k41        media      RWX   app        /srv/media                 rw
node-c   web-6c9d4fb5c7-x2k42        media      RWX   app        /srv/media                 rw
<none>   <none>                      old-logs   RWX
`,
    );
  });

  it("by node still folds the replicas of one node", () => {
    const lines = rows(crowd, optionsOf({ by: "node", noHeaders: true })).split("\n");
    expect(lines[0]).to.match(/^node-0 +Deployment\/cdn \(10 of 1000 pods\) /);
  });

  it("by pod gives each pod its own rows, with all its storage", () => {
    const lines = rows(mixed, optionsOf({ by: "pod", noHeaders: true })).split("\n");
    expect(lines.map((line) => line.split(/ {3,}/).slice(0, 3).join(" "))).to.deep.equal([
      "kube-system/shipper-k2v9d node-a hostpath/var/log",
      "agent-x8z2p node-a hostpath/var/log",
      "log-shipper-0 node-a emptydir/cache",
      "log-shipper-0 node-a emptydir/cache",
      "thumbnails-28871040-kq7wz node-a pvc/media",
      "web-6c9d4fb5c7-x2k40 node-a pvc/media",
      "web-6c9d4fb5c7-x2k41 node-b pvc/media",
      "web-6c9d4fb5c7-x2k42 node-c pvc/media",
      "",
    ]);
  });

  it("by volume has the volume first", () => {
    const lines = rows(shop, optionsOf({ by: "volume", noHeaders: true })).split("\n");
    expect(lines[0]).to.match(/^pvc-db-data +db-data +RWO/);
    expect(lines[4]).to.match(/^<none> +old-logs/);
  });
});

describe("wide", () => {
  it("has every pod and every fact on one row, on any terminal", () => {
    const text = [...wide(shop, optionsOf({ columns: 80 }))].join("");
    const [headings, ...lines] = text.split("\n");
    expect(headings?.split(/ {3,}/)).to.deep.equal([
      "CLAIM",
      "MODES",
      "USED BY",
      "NODE",
      "CONTAINER",
      "PATH",
      "R/W",
      "STATE",
      "FINDINGS",
      "PHASE",
      "VOLUME",
      "ATTACHED",
      "DRIVER",
      "CLASS",
      "CAPACITY",
      "POD VOLUME",
      "SUBPATH",
      "OWNER",
      "AGE",
      "POD AGE",
    ]);
    expect(lines[0]?.split(/ {3,}/)).to.deep.equal([
      "db-data",
      "RWO",
      "db-7c9f8d6b5-x2k4p",
      "node-a",
      "postgres",
      "/var/lib/postgresql/data",
      "rw",
      "running",
      "waiting-for-attach,rollout-on-rwo",
      "Bound",
      "pvc-db-data",
      "yes",
      "efs.csi.aws.com",
      "gp3",
      "50Gi",
      "data",
      "Deployment/db",
      "21d",
      "132m",
    ]);
  });

  it("folds nothing", () => {
    const text = [...wide(crowd, optionsOf({ noHeaders: true }))].join("");
    expect(text.trimEnd().split("\n")).to.have.length(1000);
  });

  it("says of what could not be read that it is not known", () => {
    const [line = ""] = [...wide(unknown, optionsOf({ noHeaders: true }))];
    expect(line.match(/<unknown>/g)).to.have.length(9);
  });
});
