import { expect } from "chai";
import { ACCESS_MODES } from "../../../../src/core/model/access-mode.ts";
import { DRIVERS, findDriver } from "../../../../src/knowledge/drivers.ts";
import type { Topic } from "../../../../src/knowledge/topic.ts";
import {
  type BackendFilter,
  CLOUDS,
  describeBackends,
} from "../../../../src/knowledge/topics/backends.ts";

function describeSome(filter: Partial<BackendFilter>): Topic {
  return describeBackends({ driver: null, mode: null, cloud: null, ...filter });
}

/** The cells of all rows of tables of that volume mode. */
function rowsOf({ sections }: Topic, volumeMode: string): string[][] {
  return sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) =>
      block.kind === "table" && block.columns[0] === volumeMode
        ? block.rows.map(({ cells }) => [...cells])
        : [],
    ),
  );
}

function sentencesOf({ sections }: Topic): string[] {
  return sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === "statement" ? [block.text] : [])),
  );
}

describe("the table of backends", () => {
  it("tells of every driver for file systems and for block devices, and of every variant", () => {
    const all = describeSome({});
    for (const { names, variants } of DRIVERS) {
      for (const volumeMode of ["filesystem", "block"]) {
        const rows = rowsOf(all, volumeMode).filter(([name]) => name === names[0]);
        const isNamed = sentencesOf(all).some(
          (it) => it.includes(` ${volumeMode} volumes`) && it.includes(names[0]),
        );
        expect(rows.length === variants.length || isNamed, `${names[0]} ${volumeMode}`).to.equal(
          true,
        );
      }
    }
  });

  it("has a place for every cloud", () => {
    expect(DRIVERS.filter(({ cloud }) => !CLOUDS.includes(cloud))).to.deep.equal([]);
  });

  it("says file systems and block devices apart, and a condition below the table", () => {
    const topic = describeSome({ driver: findDriver("ebs.csi.aws.com") });
    expect(rowsOf(topic, "filesystem")).to.deep.equal([
      ["ebs.csi.aws.com", "yes", "no", "no", "yes"],
    ]);
    expect(rowsOf(topic, "block")).to.deep.equal([["ebs.csi.aws.com", "yes", "no", "if a", "yes"]]);
    expect(sentencesOf(topic)).to.include("a: only if the StorageClass asks for `type: io2`.");
  });

  it("says what is not documented, and never that it is not accepted", () => {
    const topic = describeSome({ driver: findDriver("fsx.csi.aws.com") });
    expect(rowsOf(topic, "block")).to.deep.equal([]);
    expect(sentencesOf(topic)).to.include("Not documented for block volumes: fsx.csi.aws.com.");
    const gluster = describeSome({ driver: findDriver("org.gluster.glusterfs") });
    expect(rowsOf(gluster, "filesystem")).to.deep.equal([
      ["org.gluster.glusterfs", "?", "?", "yes", "?"],
    ]);
  });

  for (const mode of ACCESS_MODES) {
    it(`shows for ${mode} only who accepts it, and names all others`, () => {
      const topic = describeSome({ mode });
      const column = ACCESS_MODES.indexOf(mode) + 1;
      for (const volumeMode of ["filesystem", "block"]) {
        const rows = rowsOf(topic, volumeMode);
        expect(rows).not.to.be.empty;
        for (const cells of rows) expect(cells[column], cells[0]).to.match(/^(yes|if [a-z ]+)$/);
      }
      const told = JSON.stringify(topic);
      expect(DRIVERS.filter(({ names }) => !told.includes(names[0]))).to.deep.equal([]);
    });
  }

  it("keeps to a cloud, and to what several filters have in common", () => {
    const names = (filter: Partial<BackendFilter>) =>
      rowsOf(describeSome(filter), "filesystem").map(([name]) => name);
    expect(names({ cloud: "vultr" })).to.deep.equal(["block.csi.vultr.com", "block.csi.vultr.com"]);
    expect(names({ cloud: "aws", mode: "ReadOnlyMany" })).to.deep.equal(["s3.csi.aws.com"]);
    expect(names({ cloud: "hetzner", mode: "ReadWriteMany" })).to.deep.equal([]);
  });
});
