import { expect } from "chai";
import fc from "fast-check";
import {
  escapeForJson,
  escapeForMarkdown,
  escapeForMermaid,
  escapeForTerminal,
  escapeForYaml,
  escapeMarkdownAddress,
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

describe("escaping for Markdown", () => {
  it("shows markup and HTML instead of obeying it", () => {
    expect(escapeForMarkdown("*a* _b_ [c](d) <img src=x> &lt; ~~e~~ a|b \\")).to.equal(
      "\\*a\\* \\_b\\_ \\[c\\](d) \\<img src=x> \\&lt; \\~\\~e\\~\\~ a\\|b \\\\",
    );
  });

  it("begins no heading, list, rule or quote", () => {
    for (const text of ["# a", "> a", "- a", "+ a", "---", "=== a"]) {
      expect(escapeForMarkdown(text)).to.equal(`\\${text}`);
    }
    expect(escapeForMarkdown("1. a")).to.equal("1\\. a");
    expect(escapeForMarkdown("12) a")).to.equal("12\\) a");
    expect(escapeForMarkdown("1.30 is a release")).to.equal("1.30 is a release");
  });

  it("leaves what stands between two backticks code, and a lone backtick text", () => {
    expect(escapeForMarkdown("use `a_b <c>` now")).to.equal("use `a_b <c>` now");
    expect(escapeForMarkdown("`a|b`")).to.equal("`a\\|b`");
    expect(escapeForMarkdown("a ` b_c")).to.equal("a \\` b\\_c");
    expect(escapeForMarkdown("```a_b```")).to.equal("\\`\\`\\`a\\_b\\`\\`\\`");
  });

  it("hides nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(escapeForMarkdown(text)).not.to.match(STEERING);
      }),
    );
  });

  it("lets no address out of its link", () => {
    expect(escapeMarkdownAddress("https://a.example/(x) <y>\n\\")).to.equal(
      "https://a.example/%28x%29%20%3Cy%3E%0A%5C",
    );
    expect(escapeMarkdownAddress("https://a.example/?a=b#c-%20")).to.equal(
      "https://a.example/?a=b#c-%20",
    );
    expect(escapeMarkdownAddress("\ud800")).to.equal("%EF%BF%BD");
  });
});

describe("escaping for Mermaid", () => {
  it("lets no text out of its label", () => {
    expect(escapeForMermaid('a"] --> b["<b>#1;')).to.equal(
      "a#34;] --#62; b[#34;#60;b#62;#35;1#59;",
    );
    expect(escapeForMermaid("Pod A on node 1")).to.equal("Pod A on node 1");
    expect(escapeForMermaid("a\nb")).to.equal("a#92;nb");
  });
});
