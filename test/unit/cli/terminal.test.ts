import { expect } from "chai";
import { allowsColor, describeTerminal } from "../../../src/cli/terminal.ts";

describe("the terminal", () => {
  it("has as many columns as it says, else the usual ones", () => {
    expect(describeTerminal({ isTTY: true, columns: 120 }, {}).columns).to.equal(120);
    expect(describeTerminal({ isTTY: true, columns: 0 }, {}).columns).to.equal(80);
    expect(describeTerminal({ isTTY: true }, {}).columns).to.equal(80);
  });

  it("is none where the stream is a file or a pipe: no width, no colour", () => {
    expect(describeTerminal({ columns: 120 }, {})).to.include({ columns: null, color: false });
  });

  it("is colourful unless the environment says otherwise", () => {
    expect(describeTerminal({ isTTY: true }, { TERM: "xterm" }).color).to.equal(true);
    expect(allowsColor({})).to.equal(true);
    expect(allowsColor({ TERM: "dumb" })).to.equal(false);
    expect(allowsColor({ NO_COLOR: "1" })).to.equal(false);
    expect(allowsColor({ NO_COLOR: "" })).to.equal(false);
  });

  it("is colourful on Windows only where its newer terminal runs, as kubectl has it", () => {
    expect(allowsColor({}, "win32")).to.equal(false);
    expect(allowsColor({ WT_SESSION: "" }, "win32")).to.equal(false);
    expect(allowsColor({ WT_SESSION: "1" }, "win32")).to.equal(true);
    expect(allowsColor({ WT_SESSION: "1", NO_COLOR: "" }, "win32")).to.equal(false);
    expect(allowsColor({}, "linux")).to.equal(true);
  });

  it("draws lines where the locale is UTF-8, by the first variable that is set", () => {
    const drawsLines = (env: NodeJS.ProcessEnv) => describeTerminal({}, env).unicode;
    expect(drawsLines({ LANG: "en_US.UTF-8" })).to.equal(true);
    expect(drawsLines({ LANG: "de_DE.utf8" })).to.equal(true);
    expect(drawsLines({ LANG: "C" })).to.equal(false);
    expect(drawsLines({ LANG: "en_US.UTF-8", LC_CTYPE: "C" })).to.equal(false);
    expect(drawsLines({ LANG: "C", LC_ALL: "en_US.UTF-8" })).to.equal(true);
    expect(drawsLines({ LANG: "en_US.UTF-8", LC_ALL: "" })).to.equal(true);
    expect(drawsLines({ LANG: "en_US.UTF-8", TERM: "linux" })).to.equal(false);
    expect(drawsLines({})).to.equal(true);
  });
});
