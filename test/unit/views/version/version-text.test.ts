import { expect } from "chai";
import { reportVersion } from "../../../../src/core/reports/version/version-report.ts";
import { text } from "../../../../src/views/version/version-text.ts";

const own = {
  clientVersion: { gitVersion: "v1.2.3", platform: "linux/arm64" },
  runtimeVersion: { name: "Bun", version: "v1.4.5" },
} as const;

function draw(server: string | null): string {
  const terminal = { columns: null, color: false, unicode: true };
  return [...text(reportVersion(own, server), { terminal })].join("");
}

describe("The versions as text", () => {
  it("have a line each, in kubectl's words", () => {
    expect(draw("v1.36.3")).to.equal(
      "Client Version: v1.2.3\nRuntime Version: Bun v1.4.5 on linux/arm64\nServer Version: v1.36.3\n",
    );
  });

  it("have no line for a server that told none", () => {
    expect(draw(null)).not.to.contain("Server");
  });

  it("are harmless for a terminal, whatever a server calls itself", () => {
    const drawn = draw("v1\u001b[31m\r\nv2");
    for (const harmful of ["\u001b", "\r"]) expect(drawn).not.to.contain(harmful);
    expect(draw("v1\nClient Version: v9").split("\n")).to.have.length(4);
  });
});
