import { expect } from "chai";
import { toManifest } from "../../../../src/scaffold/manifest.ts";
import type { ScaffoldOptions } from "../../../../src/scaffold/options.ts";
import { service } from "../../../../src/scaffold/patterns/service.ts";
import { findPodSpecs } from "../find-pod-specs.ts";
import { optionsFor } from "../options-for.ts";

const build = (asked: Partial<ScaffoldOptions> = {}) =>
  service.build(optionsFor(service, asked)).map(toManifest);

const namesOf = (manifests: ReturnType<typeof build>) =>
  manifests.map(({ object: { kind, metadata } }) => `${kind}/${metadata.name}`);

/** As far as the tests look into a Service and a Deployment. */
interface Spec {
  selector: Record<string, string> & { matchLabels: Record<string, string> };
  template: { metadata: { labels: Record<string, string> } };
  ports: { targetPort: string }[];
}

describe("the pattern service", () => {
  it("makes servers behind a name, and clients that ask for it", () => {
    expect(namesOf(build({ name: "shop" }))).to.deep.equal([
      "Service/shop",
      "Deployment/shop",
      "Deployment/shop-client",
    ]);
    const [, client] = findPodSpecs(build({ name: "shop" }));
    expect(client?.containers[0]?.command?.[2]).to.include("http://shop/");
  });

  it("sends what is asked to the servers and never to the clients", () => {
    const [front, servers, clients] = build({ name: "shop" }).map(
      ({ object }) => object.spec as unknown as Spec,
    );
    expect(servers?.template.metadata.labels).to.include(front?.selector);
    expect(clients?.template.metadata.labels).not.to.include(front?.selector);
    expect(clients?.selector.matchLabels).not.to.deep.equal(servers?.selector.matchLabels);
  });

  it("leaves the demonstration out where an image was given, and asks no page of it", () => {
    const manifests = build({ image: "registry.example/app:1.2.3", replicas: 5 });
    expect(namesOf(manifests)).to.deep.equal(["Service/web", "Deployment/web"]);
    const [spec] = findPodSpecs(manifests);
    expect(spec?.volumes).to.equal(undefined);
    expect(spec?.containers[0]?.readinessProbe).to.deep.include({ tcpSocket: { port: "http" } });
  });

  it("reaches the server by the name of its port", () => {
    const manifests = build();
    const [server] = findPodSpecs(manifests).flatMap(({ containers }) => containers);
    const [front] = manifests.map(({ object }) => object.spec as unknown as Spec);
    expect(server?.ports).to.deep.equal([{ name: "http", containerPort: 8080 }]);
    expect(front?.ports[0]?.targetPort).to.equal("http");
  });

  it("refuses a name that no Service can have", () => {
    for (const name of ["1st", "shop.example", "a".repeat(64)]) {
      expect(service.refuse?.(optionsFor(service, { name }))?.message, name).to.include(name);
    }
  });
});
