import { readdirSync } from "node:fs";
import { expect } from "chai";
import { parseAllDocuments } from "yaml";
import { DRIVERS } from "../../../src/knowledge/drivers.ts";
import { IN_TREE_PLUGINS } from "../../../src/knowledge/in-tree-plugins.ts";
import { MESSAGE_PATTERNS } from "../../../src/knowledge/messages.ts";
import type { Block, Topic } from "../../../src/knowledge/topic.ts";
import { findTopic, TOPICS } from "../../../src/knowledge/topics.ts";

const TOPIC_FILES = new URL("../../../src/knowledge/topics/", import.meta.url);

/** Says that there is nothing to cite. */
const NOTHING = /^(Not documented|Does not apply)\b/;

function blocksOf({ sections }: Topic): Block[] {
  return sections.flatMap(({ blocks }) => [...blocks]);
}

function describeTopic(name: string): Topic {
  const topic = findTopic(name);
  if (topic === null) throw new Error(`no topic ${name}`);
  return topic;
}

const drivers = DRIVERS.flatMap(({ names }) =>
  names.map((name) => describeTopic(`driver/${name}`)),
);

describe("the topics", () => {
  it("are all that there are files of", () => {
    const files = readdirSync(TOPIC_FILES).map((file) => file.replace(/\.ts$/, ""));
    const topics = [...TOPICS.map(({ topic }) => topic), "driver"];
    expect(files.toSorted()).to.deep.equal(topics.toSorted());
  });

  it("have names that are typed, each its own", () => {
    expect(new Set(TOPICS.map(({ topic }) => topic)).size).to.equal(TOPICS.length);
    for (const { topic } of TOPICS) {
      expect(topic).to.match(/^[a-z]+(-[a-z]+)*$/);
      expect(findTopic(topic)?.topic).to.equal(topic);
    }
    expect(findTopic("nothing")).to.equal(null);
  });

  for (const topic of [...TOPICS, ...drivers]) {
    describe(topic.topic, () => {
      it("has a summary of a few words on one line", () => {
        expect(topic.summary).to.match(/^[^\n]{10,79}[^.\n]$/);
        expect(topic.title).to.match(/^[^\n]+[^.\n]$/);
      });

      it("has sections with something in them", () => {
        expect(topic.sections).not.to.be.empty;
        for (const { title, blocks } of topic.sections) expect(blocks, title).not.to.be.empty;
      });

      it("says where each statement and each row was read", () => {
        for (const block of blocksOf(topic)) {
          if (block.kind === "statement" && !NOTHING.test(block.text)) {
            expect(block.citations, block.text).not.to.be.empty;
          }
          if (block.kind !== "table") continue;
          for (const { cells, citations } of block.rows) {
            expect(citations, cells.join(" | ")).not.to.be.empty;
          }
        }
      });

      it("says where each manifest was read, or stands it beside a statement that does", () => {
        for (const { title, blocks } of topic.sections) {
          const isCited = blocks.some((it) => "citations" in it && it.citations.length > 0);
          const manifests = blocks.filter((it) => it.kind === "example" && it.language === "yaml");
          expect(manifests.length === 0 || isCited, title).to.equal(true);
        }
      });

      it("has rows as long as their headings", () => {
        for (const block of blocksOf(topic)) {
          if (block.kind !== "table") continue;
          for (const { cells } of block.rows) expect(cells).to.have.length(block.columns.length);
        }
      });

      it("leads to topics that exist, and not to itself", () => {
        for (const name of topic.related) {
          expect(findTopic(name)?.topic, name).to.equal(name);
          expect(name).not.to.equal(topic.topic);
        }
      });

      it("has YAML that can be read, each object with a name of its own", () => {
        for (const block of blocksOf(topic)) {
          if (block.kind !== "example") continue;
          expect(block.text, block.purpose).to.match(/\S\n$/);
          if (block.language !== "yaml") continue;
          const objects = parseAllDocuments(block.text).map((document) => {
            expect(document.errors, block.purpose).to.deep.equal([]);
            return document.toJS();
          });
          for (const object of objects) expect(object.kind, block.purpose).to.be.a("string");
          const names = objects
            .filter(({ metadata }) => metadata?.name)
            .map(({ kind, metadata }) => `${kind}/${metadata.namespace}/${metadata.name}`);
          expect(new Set(names).size, block.purpose).to.equal(names.length);
        }
      });
    });
  }

  it("know each text of Kubernetes by which a pod says what it waits for", () => {
    const text = JSON.stringify(describeTopic("troubleshooting"));
    for (const { id, wordings } of MESSAGE_PATTERNS) {
      const isTold = wordings.some(({ value }) => {
        const part = value.split("…").sort((a, b) => b.length - a.length)[0] ?? "";
        return text.includes(JSON.stringify(part.trim()).slice(1, -1));
      });
      expect(isTold, id).to.equal(true);
    }
  });
});

describe("the topic of a driver", () => {
  it("is found by every name that it, or what it took over, is known by", () => {
    for (const [asked, found] of [
      ["efs.csi.aws.com", "efs.csi.aws.com"],
      ["kubernetes.io/aws-ebs", "ebs.csi.aws.com"],
      ["awsElasticBlockStore", "ebs.csi.aws.com"],
      ["topolvm.cybozu.com", "topolvm.cybozu.com"],
      ["rook-ceph.rbd.csi.ceph.com", "rook-ceph.rbd.csi.ceph.com"],
    ]) {
      expect(findTopic(`driver/${asked}`)?.topic, asked).to.equal(`driver/${found}`);
    }
    expect(findTopic("driver/acme.example")).to.equal(null);
    expect(findTopic("driver/")).to.equal(null);
  });

  it("names the provisioner that was asked for in its manifests", () => {
    const text = JSON.stringify(describeTopic("driver/rook-ceph.cephfs.csi.ceph.com"));
    expect(text).to.include("provisioner: rook-ceph.cephfs.csi.ceph.com\\n");
    expect(text).not.to.include("provisioner: cephfs.csi.ceph.com\\n");
  });

  it("tells every note and every manifest of every variant", () => {
    for (const driver of DRIVERS) {
      const text = blocksOf(describeTopic(`driver/${driver.names[0]}`));
      for (const { notes, manifests } of driver.variants) {
        for (const { value } of notes) {
          expect(text.some((it) => it.kind === "statement" && it.text === value)).to.equal(true);
        }
        for (const { value } of manifests) {
          const purpose = value.purpose.replace(/\.$/, "");
          expect(
            text.some((it) => it.kind === "example" && it.purpose.startsWith(purpose)),
            purpose,
          ).to.equal(true);
        }
      }
    }
  });

  it("tells what became of every plugin inside Kubernetes", () => {
    for (const { name, handledBy } of IN_TREE_PLUGINS) {
      const topic = describeTopic(`driver/${name}`);
      expect(topic.topic).to.equal(`driver/${handledBy ?? name}`);
      expect(JSON.stringify(topic)).to.include(name);
    }
  });
});
