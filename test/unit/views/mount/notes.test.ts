import { expect } from "chai";
import { drawFindings, drawRemarks } from "../../../../src/views/mount/notes.ts";
import { dbData, hostPath, media, optionsOf, reportOf, shop, unknown } from "../sample-reports.ts";

describe("findings below the rows", () => {
  it("are paragraphs: severity, object, rule, sentence, next step, source", () => {
    const [, warning] = dbData.findings;
    const report = reportOf([{ ...dbData, findings: warning ? [warning] : [] }]);
    expect([...drawFindings(report, optionsOf({ columns: 60 }))].join("")).to.equal(`
WARNING pvc/db-data (rollout-on-rwo)
  Deployment db starts the new pod before it stops the old
  one (RollingUpdate) on claim shop/db-data, which is
  ReadWriteOnce: a pod on another node waits for ever, and
  nothing keeps the pods on one.
  see:  https://github.com/kubernetes/kubernetes/issues/103305
`);
  });

  it("are not wrapped for a pipe, and a command never is", () => {
    const piped = [...drawFindings(shop, optionsOf())].join("");
    expect(piped).to.match(/^ {2}db-7c9f8d6b5-9vvlq waits on node-b .* db-7c9f8d6b5-x2k4p$/m);
    const narrow = [...drawFindings(shop, optionsOf({ columns: 40 }))].join("");
    expect(narrow).to.match(/^ {2}next: Let the old pod .* -p '.*'$/m);
  });

  it("come with the most severe first, whatever they are about", () => {
    const [error, warning] = dbData.findings;
    if (!error || !warning) throw new Error("the sample lost its findings");
    const report = reportOf([
      { ...media, findings: [{ ...warning, severity: "info" }] },
      { ...hostPath, findings: [warning] },
      { ...dbData, findings: [error] },
    ]);
    const heads = [...drawFindings(report, optionsOf({ showNamespace: true }))].filter((line) =>
      /^\n?[A-Z]+ /.test(line),
    );
    expect(heads).to.deep.equal([
      "\nERROR pvc/db-data -n shop (waiting-for-attach)\n",
      "\nWARNING hostpath/var/log on node-a (rollout-on-rwo)\n",
      "\nINFO pvc/media -n shop (rollout-on-rwo)\n",
    ]);
  });

  it("say their severity in words, and in colour only where there is colour", () => {
    const heads = (color: boolean) => [...drawFindings(shop, optionsOf({ color }))][0];
    expect(heads(false)).to.equal("\nERROR pvc/db-data (waiting-for-attach)\n");
    expect(heads(true)).to.equal(
      "\n\u001b[1m\u001b[31mERROR\u001b[39m\u001b[22m pvc/db-data (waiting-for-attach)\n",
    );
  });
});

describe("remarks below the rows", () => {
  it("count what is not shown, and say how to show it", () => {
    expect([...drawRemarks(shop, optionsOf())]).to.deep.equal([
      "\nNot shown: 12 EmptyDir, 3 HostPath, Secret (not counted) (--kinds emptydir,hostpath,secret or all)\n",
      `
NEEDED                  REASON                                                RULES NOT RUN
all persistentvolumes   the query reads only a part; -A or --deep reads all   same-backend
`,
    ]);
  });

  it("do not mention kinds of which there are none", () => {
    const report = reportOf([], { notShown: { EmptyDir: 0 } });
    expect([...drawRemarks(report, optionsOf())]).to.deep.equal([]);
  });

  it("name each gap with its reason and what it hides", () => {
    expect([...drawRemarks(unknown, optionsOf())].join("")).to.equal(`
NOT READ            REASON      EFFECT
persistentvolumes   Forbidden   driver and capacity are unknown
shop/events         Forbidden   waiting is unexplained
`);
  });

  it("are left out with the headings", () => {
    const options = optionsOf({ noHeaders: true });
    expect([...drawRemarks(shop, options), ...drawFindings(shop, options)]).to.deep.equal([]);
  });
});
