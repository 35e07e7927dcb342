import { expect } from "chai";
import { formatError } from "../../../src/cli/print-error.ts";
import { UsageError } from "../../../src/cli/usage-error.ts";
import { SourceError } from "../../../src/sources/source-error.ts";
import { ViewError } from "../../../src/views/view-error.ts";

const format = (error: unknown, verbose = false) => formatError(error, "kubectl shared", verbose);

describe("a failure on stderr", () => {
  it("of a read is kubectl's line, then the next thing to type", () => {
    const error = new SourceError("Config", "no context", { next: ["kubectl config view"] });
    expect(format(error)).to.equal("error: no context\nTry: kubectl config view\n");
  });

  it("has no `error:` in front where kubectl has none", () => {
    const error = new SourceError("Forbidden", "Error from server (Forbidden): no", {
      standsAlone: true,
    });
    expect(format(error)).to.equal("Error from server (Forbidden): no\n");
  });

  it("of the command line says where to learn more", () => {
    expect(format(new UsageError("unknown flag: --x", ["--y"]))).to.equal(
      "error: unknown flag: --x\nTry: --y\nSee 'kubectl shared --help' for usage.\n",
    );
  });

  it("of a format is one of the command line", () => {
    const printed = format(new ViewError("no such format"));
    expect(printed).to.match(/^error: no such format\n/);
    expect(printed).to.include("See 'kubectl shared --help' for usage.");
  });

  it("of anything else is a mistake of ours, and asks for a report", () => {
    const printed = format(new TypeError("x is undefined"));
    expect(printed).to.match(/^error: x is undefined\nThis is a mistake in kubectl-shared\./);
    expect(format("thrown as a string")).to.match(/^error: thrown as a string\n/);
  });

  it("has a stack only where it is asked for, with that of its cause", () => {
    const error = new SourceError("Config", "no", { cause: new TypeError("why") });
    expect(format(error)).not.to.include("    at ");
    const printed = format(error, true);
    expect(printed).to.include("    at ");
    expect(printed).to.include("caused by:\nTypeError: why\n");
  });

  it("lets nothing that it was told steer the terminal", () => {
    const hostile = "\u001b[2J\u009b31m\u202e\r";
    const error = new SourceError("Input", `bad ${hostile}`, { next: [hostile] });
    for (const verbose of [false, true]) {
      const printed = format(error, verbose);
      for (const control of ["\u001b", "\u009b", "\u202e", "\r"]) {
        expect(printed).not.to.include(control);
      }
    }
  });
});
