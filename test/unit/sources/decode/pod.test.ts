import { expect } from "chai";
import { DecodeError } from "../../../../src/sources/decode/fields.ts";
import { decodePod, decodeTemplateSpec } from "../../../../src/sources/decode/pod.ts";

const metadata = { namespace: "shop", name: "web-0" };

describe("a pod", () => {
  it("has containers of four types, in the order in which they start", () => {
    const { containers } = decodePod({
      metadata,
      spec: {
        containers: [{ name: "app" }],
        initContainers: [
          { name: "setup", restartPolicy: null },
          { name: "proxy", restartPolicy: "Always" },
        ],
        ephemeralContainers: [{ name: "debug" }],
      },
    }).spec;
    expect(containers.map(({ name, type }) => [name, type])).to.deep.equal([
      ["setup", "init"],
      ["proxy", "sidecar"],
      ["app", "container"],
      ["debug", "ephemeral"],
    ]);
  });

  it("has mounts and raw devices", () => {
    const [app] = decodePod({
      metadata,
      spec: {
        containers: [
          {
            name: "app",
            volumeMounts: [
              { name: "data", mountPath: "/srv", subPath: "a", readOnly: true },
              { name: "data", mountPath: "/log", subPathExpr: "$(POD_NAME)" },
            ],
            volumeDevices: [{ name: "disk", devicePath: "/dev/xvda" }],
          },
        ],
      },
    }).spec.containers;
    expect(app?.mounts).to.deep.equal([
      { podVolume: "data", path: "/srv", subPath: "a", subPathIsExpression: false, readOnly: true },
      {
        podVolume: "data",
        path: "/log",
        subPath: "$(POD_NAME)",
        subPathIsExpression: true,
        readOnly: false,
      },
    ]);
    expect(app?.devices).to.deep.equal([{ podVolume: "disk", path: "/dev/xvda" }]);
  });

  it("of a manifest has neither node nor phase", () => {
    expect(decodePod({ metadata })).to.deep.include({
      node: null,
      phase: null,
      spec: { volumes: [], containers: [], security: null },
    });
    expect(decodePod({ metadata, spec: { nodeName: "" }, status: {} })).to.include({
      node: null,
      phase: null,
    });
  });

  it("that runs has both", () => {
    const pod = { metadata, spec: { nodeName: "node-a" }, status: { phase: "Running" } };
    expect(decodePod(pod)).to.include({ node: "node-a", phase: "Running" });
  });

  it("tells nothing of what it runs and how far it has come unless it is asked for that", () => {
    const { spec, progress } = decodePod({ metadata, spec: { containers: [{ name: "app" }] } });
    expect(progress).to.equal(null);
    expect(spec.security).to.equal(null);
    expect(spec.containers[0]?.run).to.equal(null);
  });

  it("in detail tells what every container runs", () => {
    const { containers } = decodePod(
      {
        metadata,
        spec: {
          initContainers: [{ name: "setup" }],
          containers: [
            {
              name: "app",
              image: "busybox:1.37",
              command: ["sh", "-c"],
              args: ["sleep 1d"],
              tty: true,
              startupProbe: { exec: {} },
            },
          ],
          ephemeralContainers: [{ name: "debug", image: "alpine" }],
        },
      },
      true,
    ).spec;
    expect(containers.map(({ run }) => run)).to.deep.equal([
      { image: "", command: [], tty: false, hasStartupProbe: false },
      {
        image: "busybox:1.37",
        command: ["sh", "-c", "sleep 1d"],
        tty: true,
        hasStartupProbe: true,
      },
      { image: "alpine", command: [], tty: false, hasStartupProbe: false },
    ]);
  });

  it("in detail tells whose files it may read and write; user 0 is a user", () => {
    const security = (securityContext?: object) =>
      decodePod({ metadata, spec: { securityContext } }, true).spec.security;
    expect(security()).to.deep.equal({ runAsUser: null, fsGroup: null, supplementalGroups: [] });
    expect(
      security({ runAsUser: 0, fsGroup: 2000, supplementalGroups: [3000, 4000] }),
    ).to.deep.equal({ runAsUser: 0, fsGroup: 2000, supplementalGroups: [3000, 4000] });
    expect(() => security({ supplementalGroups: ["3000"] })).to.throw(
      DecodeError,
      "supplementalGroups: expected a list of numbers",
    );
  });

  it("of wrong shape is an error that names the field", () => {
    const decode = (spec: object) => () => decodePod({ metadata, spec });
    expect(decode({ containers: {} })).to.throw(DecodeError, "containers: expected a list");
    expect(decode({ volumes: ["data"] })).to.throw(DecodeError, "volumes[0]: expected an object");
    expect(decode({ containers: [{ volumeMounts: [{ readOnly: "yes" }] }] })).to.throw(
      DecodeError,
      "readOnly: expected true or false",
    );
  });
});

describe("the template of pods", () => {
  it("says where its pods may go", () => {
    expect(decodeTemplateSpec({ nodeName: "node-a" }, {}).placement).to.deep.equal({
      nodeName: "node-a",
      nodeSelector: {},
      togetherOn: [],
      affinityNodes: null,
      affinityTerms: null,
      dependsOnPods: false,
    });
  });
});
