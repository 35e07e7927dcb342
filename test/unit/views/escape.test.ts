import { expect } from "chai";
import fc from "fast-check";
import {
  escapeForJson,
  escapeForTerminal,
  escapeForYaml,
  needsQuotes,
} from "../../../src/views/escape.ts";

const STEERING = /(?!\u200d)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

describe("escaping for a terminal", () => {
  it("writes ESC and carriage return as kubectl does", () => {
    expect(escapeForTerminal("a\u001b[31mb\rc")).to.equal("a^[[31mb\\rc");
  });

  it("shows every control, bidi and invisible character instead of printing it", () => {
    expect(escapeForTerminal("\u0000\u0007\t\n\u007f")).to.equal("^@^G\\t\\n^?");
    expect(escapeForTerminal("\u009b31m")).to.equal("\\u009b31m");
    expect(escapeForTerminal("\u202etxt\u2069\u200e\u200f")).to.equal(
      "\\u202etxt\\u2069\\u200e\\u200f",
    );
    expect(escapeForTerminal("\u200b\ufeff\u2028")).to.equal("\\u200b\\ufeff\\u2028");
    expect(escapeForTerminal("\ud800")).to.equal("\\ud800");
  });

  it("leaves what people read alone: CJK, emoji and the joiner that makes them", () => {
    for (const text of ["媒体", "データ", "👨‍👩‍👧", "é", "~/a b"]) {
      expect(escapeForTerminal(text)).to.equal(text);
    }
  });

  it("lets nothing through that could steer a terminal, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(escapeForTerminal(text)).not.to.match(STEERING);
      }),
    );
  });
});

describe("escaping for JSON and YAML", () => {
  it("gives JSON that reads back as the same and holds no steering character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const json = escapeForJson(JSON.stringify(text));
        expect(JSON.parse(json)).to.equal(text);
        expect(json).not.to.match(STEERING);
      }),
    );
  });

  it("writes characters beyond 16 bits as YAML can read them", () => {
    expect(escapeForYaml('"\u{e0041}\u202e"')).to.equal('"\\U000e0041\\u202e"');
  });

  it("asks for quotes only where YAML needs an escape", () => {
    expect(needsQuotes("a\u009bb")).to.equal(true);
    expect(needsQuotes("媒体 a\tb")).to.equal(false);
  });
});
