import { expect } from "chai";
import { customColumns } from "../../../src/views/custom-columns.ts";
import { optionsOf, reportOf, shop, unknown } from "./sample-reports.ts";

function draw(spec: string, report: { items: readonly unknown[] } = shop, noHeaders = false) {
  return [...customColumns(spec)(report, optionsOf({ noHeaders }))].join("");
}

describe("custom columns", () => {
  it("are one row for each item", () => {
    expect(draw("NAME:.storage.name,NODES:{.sharing.nodes},NS:storage.namespace")).to.equal(`\
NAME       NODES   NS
db-data    2       shop
media      3       shop
old-logs   0       shop
`);
  });

  it("say <none> for what is not there and <nil> for what is not known", () => {
    expect(draw("A:.nosuch,B:.storage.volume.driver,C:.readOnly", unknown)).to.equal(`\
A        B                 C
<none>   <none>            <none>
<none>   efs.csi.aws.com   <none>
`);
    expect(draw("A:.storage.phase", unknown)).to.equal("A\n<nil>\nBound\n");
  });

  it("print several values with commas, lists and maps as kubectl does", () => {
    const report = { items: [{ list: [1, "b", [true]], map: { b: null, a: { c: 2 } } }] };
    expect(draw("A:.list[*],B:.list,C:.map,D:.list[0]", report)).to.equal(`\
A            B              C                         D
1,b,[true]   [1 b [true]]   map[a:map[c:2] b:<nil>]   1
`);
  });

  it("leave blank what is there and empty", () => {
    expect(draw("A:.text,B:.n", { items: [{ text: "", n: 1 }] })).to.equal("A     B\n      1\n");
  });

  it("leave the headings out when asked, and are nothing without items", () => {
    expect(draw("NAME:.storage.name", shop, true)).to.equal("db-data\nmedia\nold-logs\n");
    expect(draw("NAME:.storage.name", reportOf([]))).to.equal("");
  });

  it("make names harmless", () => {
    expect(draw("A:.name", { items: [{ name: "a\u001b[2Jb" }] })).to.equal("A\na^[[2Jb\n");
  });

  it("are refused in kubectl's words", () => {
    expect(() => customColumns("NAME")).to.throw(
      "unexpected custom-columns spec: NAME, expected <header>:<json-path-expr>",
    );
    expect(() => customColumns("NAME:{.a}{.b}")).to.throw("unexpected path string, expected a");
  });
});
