import { expect } from "chai";
import { errorOf, findIn, nameOf } from "./byte-streams.ts";

const pod = (name: string) => `{"kind":"Pod","apiVersion":"v1","metadata":{"name":"${name}"}}`;

/** What `kubectl cluster-info dump` prints of one namespace; the fields in Go's order. */
const dump = (log: string) => `{
    "kind": "NodeList",
    "apiVersion": "v1",
    "metadata": {
        "resourceVersion": "7"
    },
    "items": [
        {
            "metadata": {
                "name": "node-a"
            }
        }
    ]
}
{
    "kind": "EventList",
    "apiVersion": "v1",
    "metadata": {},
    "items": []
}
{
    "kind": "PodList",
    "apiVersion": "v1",
    "metadata": {},
    "items": [
        {
            "metadata": {
                "name": "web-0",
                "namespace": "shop"
            }
        }
    ]
}
==== START logs for container app of pod shop/web-0 ====
${log}==== END logs for container app of pod shop/web-0 ====
{
    "kind": "PodList",
    "apiVersion": "v1",
    "metadata": {},
    "items": [
        {
            "metadata": {
                "name": "db-0"
            }
        }
    ]
}
`;

describe("reading the documents of a stream", () => {
  it("takes JSON and YAML from one stream, each by how it begins", async () => {
    const text = `${pod("a")}\n---\nkind: Pod\nmetadata: {name: b}\n---\n${pod("c")}${pod("d")}`;
    expect((await findIn(text)).map(nameOf)).to.deep.equal(["Pod/a", "Pod/b", "Pod/c", "Pod/d"]);
  });

  it("takes kubectl's kyaml, which begins like JSON", async () => {
    const text =
      '---\n{\n  apiVersion: "v1",\n  kind: "Pod",\n  metadata: {\n    name: "a",\n  },\n}\n';
    expect((await findIn(text)).map(nameOf)).to.deep.equal(["Pod/a"]);
  });

  it("takes indented YAML", async () => {
    expect((await findIn("\n  kind: Pod\n  metadata:\n    name: a\n")).map(nameOf)).to.deep.equal([
      "Pod/a",
    ]);
  });

  it("passes over the mark that some editors put in front", async () => {
    for (const text of [pod("a"), "kind: Pod\nmetadata: {name: a}\n"]) {
      expect((await findIn(`\ufeff${text}`, [1])).map(nameOf)).to.deep.equal(["Pod/a"]);
    }
  });

  for (const [what, log] of [
    ["none", ""],
    ["lines", "hello\nworld\n"],
    ["an unfinished line", "hello"],
    ["JSON and YAML", '{"kind":\n---\n- a\n'],
    ["another's end", "==== END logs for container app of pod shop/web-1 ====\n"],
  ] as const) {
    it(`passes over the logs of a cluster-info dump: ${what}`, async () => {
      for (const size of [3, 1000]) {
        const found = await findIn(dump(log), [size]);
        expect(found.map(nameOf)).to.deep.equal(["Node/node-a", "Pod/web-0", "Pod/db-0"]);
      }
    });
  }

  it("passes over the logs of a dump in YAML", async () => {
    const list = (name: string) =>
      `apiVersion: v1\nitems:\n- metadata:\n    name: ${name}\nkind: PodList\nmetadata: {}\n`;
    const text = `${list("a")}==== START logs for container c of pod x/a ====
hello==== END logs for container c of pod x/a ====
---
${list("b")}`;
    expect((await findIn(text)).map(nameOf)).to.deep.equal(["Pod/a", "Pod/b"]);
  });

  it("refuses a dump that ends within a log", async () => {
    const error = await errorOf(findIn(dump("hello\n").split("==== END")[0] ?? ""));
    expect(error.message).to.equal("error parsing -:34: the log that begins here has no end");
  });

  const foreign: [string, string | Uint8Array, string, string[]][] = [
    [
      "a web page",
      "<!DOCTYPE html>\n<html>",
      "-:1: this is HTML or XML, neither JSON nor YAML",
      [],
    ],
    [
      "a table",
      "NAME    READY   STATUS\nweb-0   1/1     Running\n",
      "-:1: this is a table that kubectl printed, which lacks most of the objects",
      ["write the file with -o yaml"],
    ],
    [
      "a table of all namespaces",
      "NAMESPACE   NAME    READY\nshop        web-0   1/1\n",
      "-:1: this is a table that kubectl printed, which lacks most of the objects",
      ["write the file with -o yaml"],
    ],
    [
      "a chart's template",
      "{{- if .Values.on }}\nkind: Pod\n{{- end }}\n",
      "-:1: this is a template, not yet YAML",
      ["helm template CHART"],
    ],
    [
      "an array",
      `[${pod("a")}]`,
      "-:1: this is an array, and kubectl knows objects only",
      ["jq '.[]' FILE"],
    ],
    [
      "UTF-16",
      Buffer.from("\ufeffkind: Pod\n", "utf16le"),
      "-: the text is UTF-16, not UTF-8",
      ["iconv -f UTF-16 -t UTF-8 -"],
    ],
    [
      "binary data",
      Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1]),
      "-: this is binary, neither JSON nor YAML",
      [],
    ],
    [
      "garbage behind a document",
      `${pod("a")}]`,
      "-:1: end of the stream or a document separator is expected",
      [],
    ],
  ];
  for (const [what, content, message, next] of foreign) {
    it(`refuses ${what} and says what it is`, async () => {
      const error = await errorOf(findIn(content));
      expect(error.message).to.equal(`error parsing ${message}`);
      expect(error.next).to.deep.equal(next);
      expect(error.reason).to.equal("Input");
    });
  }
});
