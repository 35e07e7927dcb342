import { expect } from "chai";
import { readExplainSubject } from "../../../src/cli/read-explain-subject.ts";

describe("what explain is asked about", () => {
  it("is the list of topics where nothing is named", () => {
    expect(readExplainSubject([])).to.deep.equal({ kind: "topics" });
  });

  it("is a topic where it is one bare word, whatever an object may be called", () => {
    for (const topic of ["rwx", "backends", "media", "nothing"]) {
      expect(readExplainSubject([topic])).to.deep.equal({ kind: "topic", topic });
    }
    expect(readExplainSubject(["RWX"])).to.deep.equal({ kind: "topic", topic: "rwx" });
  });

  it("is an object whose name is missing where it is the name of a type", () => {
    expect(readExplainSubject(["pvc"])).to.deep.equal({ kind: "object", words: ["pvc"] });
  });

  it("is a topic where it is a driver, slashes in its name or not", () => {
    for (const topic of ["driver/efs.csi.aws.com", "driver/kubernetes.io/aws-ebs", "driver/"]) {
      expect(readExplainSubject([topic])).to.deep.equal({ kind: "topic", topic });
    }
  });

  it("is an object where it is a word with a slash, or several words", () => {
    for (const words of [
      ["pvc/media"],
      ["pod/web-0"],
      ["drivers/x"],
      ["pvc", "media"],
      ["rwx", "rwo"],
    ]) {
      expect(readExplainSubject(words)).to.deep.equal({ kind: "object", words });
    }
  });

  it("is the classes of the cluster where it is that one word", () => {
    expect(readExplainSubject(["classes"])).to.deep.equal({ kind: "classes" });
  });
});
