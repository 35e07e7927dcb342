import { expect } from "chai";
import type { ClassReport } from "../../../../src/core/reports/object/object-report.ts";
import { markdown, name, text, wide } from "../../../../src/views/object/class-views.ts";
import type { View } from "../../../../src/views/view.ts";
import {
  classes,
  classReportOf,
  efs,
  foreign,
  gp3,
  HOSTILE,
  remarkOf,
  viewOptionsOf,
} from "./sample-object-reports.ts";

function draw(report: ClassReport, terminal = {}): string {
  return [...text(report, viewOptionsOf(terminal))].join("");
}

describe("the table of storage classes", () => {
  it("has a row for each class, and below it what it has no room for", () => {
    expect(`\n${draw(classes)}`).to.equal(`
NAME                 PROVISIONER        RWO  ROX  RWX  BLOCK RWX  RWOP
efs-sc (incomplete)  efs.csi.aws.com    yes  yes  yes  -          yes
gp3 (default)        ebs.csi.aws.com    yes  ?    no   if         yes
shiny                shiny.example.com  ?    ?    ?    ?          ?

Notes
=====

CLASS    ABOUT         NOTE
efs-sc   missing       provisioningMode: the driver refuses to make a volume
                       without it.
gp3      Block RWX     only if the class says \`type: io2\` [1]
shiny    provisioner   shiny.example.com is not known to this build
shiny    provisioner   the CSIDriver object shiny.example.com is not there

? is not documented, so far as this build knows.

Sources
-------
[1] https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/HEAD/docs/multi-attach.md
`);
  });

  it("is whole in a pipe, with what gives way on a narrow terminal", () => {
    const [head = "", ...rows] = draw(classes, { columns: null }).split("\n");
    expect(head).to.match(/ATTACHES +BINDING$/);
    expect(rows[1]).to.match(/yes +WaitForFirstConsumer$/);
  });

  it("marks what is the default, and what makes no volumes", () => {
    const lacking = { ...efs, isDefault: true };
    expect(draw(classReportOf([lacking]), { columns: null })).to.match(
      /^efs-sc \(default, incomplete\) /m,
    );
    const local = { ...foreign, name: "local", installed: null, staticOnly: true };
    const page = draw(classReportOf([local]), { columns: null });
    expect(page).to.match(/^local \(static only\) /m);
    expect(page).to.include("static volumes only").and.not.to.include("not known to this build");
    expect([...name(classReportOf([lacking]))]).to.deep.equal([
      "storageclass.storage.k8s.io/efs-sc\n",
    ]);
  });

  it("has a column for block devices only where one differs", () => {
    const [head = ""] = draw(classReportOf([{ ...efs, block: efs.filesystem }])).split("\n");
    expect(head).to.not.include("BLOCK");
  });

  it("tells modes on one condition once", () => {
    const condition = { answer: "conditional" as const, conditions: ["it is Tuesday"] };
    const filesystem = gp3.filesystem.map((mode) => ({ ...mode, ...condition }));
    const page = draw(classReportOf([{ ...gp3, filesystem, block: filesystem }]));
    expect(page).to.match(/^gp3 +RWO,ROX,RWX,RWOP +only if it is Tuesday$/m);
    expect(page.split("Tuesday")).to.have.length(2);
  });

  it("says of a provisioner that it is not known, and of nothing that it cannot", () => {
    const page = draw(classReportOf([foreign]));
    expect(page).to.include("shiny.example.com is not known to this build");
    expect(page).not.to.match(/\bno\b/);
  });

  it("has notes only where there is something to note", () => {
    const plain = { ...gp3, filesystem: efs.filesystem, block: efs.filesystem };
    expect(draw(classReportOf([plain]))).not.to.include("Notes");
  });

  it("names what could not be read", () => {
    const gap = {
      resource: "csidrivers",
      namespace: null,
      reason: "Forbidden",
      effect: "whether drivers are installed is unknown",
    };
    expect(draw(classReportOf([{ ...efs, missing: [] }], { gaps: [gap] }))).to.match(
      /^csidrivers +Forbidden +whether drivers are installed is unknown$/m,
    );
  });

  it("is empty where none were found, and says so on a page", () => {
    expect(draw(classReportOf([]))).to.equal("");
    expect([...markdown(classReportOf([]), viewOptionsOf())].join("")).to.equal(
      "# Storage classes\n\nNo storage classes were found.\n",
    );
  });

  it("has in wide what else is known, folded on no terminal", () => {
    const page = [...wide(classes, viewOptionsOf())].join("");
    expect(`\n${page.slice(0, page.indexOf("\n\n") + 1)}`).to.equal(`
NAME                  PROVISIONER         RWO   ROX   RWX   BLOCK RWX   RWOP   ATTACHES   BINDING                PRODUCT      INSTALLED   SIZE LIMIT      RECLAIM   EXPANDS   PARAMETERS
efs-sc (incomplete)   efs.csi.aws.com     yes   yes   yes   -           yes    no         Immediate              Amazon EFS   yes         not enforced    Delete    no        fileSystemId=fs-1
gp3 (default)         ebs.csi.aws.com     yes   ?     no    if          yes    yes        WaitForFirstConsumer   Amazon EBS   yes         by the device   Delete    yes       type=gp3
shiny                 shiny.example.com   ?     ?     ?     ?           ?      ?          WaitForFirstConsumer   <unknown>    no          not known       Delete    yes
`);
  });

  it("prints names as kubectl takes them", () => {
    expect([...name(classes)]).to.deep.equal([
      "storageclass.storage.k8s.io/efs-sc\n",
      "storageclass.storage.k8s.io/gp3\n",
      "storageclass.storage.k8s.io/shiny\n",
    ]);
  });

  it("lets nothing from a cluster steer the terminal or be markup", () => {
    const report = classReportOf([
      {
        ...foreign,
        name: HOSTILE,
        provisioner: HOSTILE,
        parameters: { [HOSTILE]: HOSTILE },
        missing: [{ ...remarkOf(HOSTILE), demanded: true }],
      },
    ]);
    const views: View<ClassReport>[] = [text, wide, name];
    for (const view of views) {
      const page = [...view(report, viewOptionsOf({ unicode: false }))].join("");
      expect(page).to.match(/^[\n -~]*$/);
    }
    const page = [...markdown(report, viewOptionsOf())].join("");
    expect(page).to.include("| ^\\[\\[2J\\\\u202e\\|\\<img src=x>");
  });
});
