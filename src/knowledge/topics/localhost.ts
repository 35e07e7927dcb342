import { page, repository } from "../citation.ts";
import { derived, fact, since } from "../fact.ts";
import { commands, statement, type Topic, yaml } from "../topic.ts";

const website = repository("kubernetes/website");
const api = repository("kubernetes/api");

const podNetworking = website.file(
  "content/en/docs/concepts/workloads/pods/_index.md",
  "Pod networking",
);
const sidecars = website.file("content/en/docs/concepts/workloads/pods/sidecar-containers.md");

/** Containers of one pod talk over localhost. */
export const localhost: Topic = {
  topic: "localhost",
  title: "Containers of one pod talk over localhost",
  summary: "one network for the pod: ports, start order, probes",
  sections: [
    {
      title: "In short",
      blocks: [
        statement(
          fact(
            "All containers of a pod have one network: one IP address, one set of ports, one localhost. A client reaches a server beside it at localhost:PORT, without a Service.",
            podNetworking,
          ),
        ),
        statement(
          fact(
            "It ends at the pod. Containers of different pods have different addresses and talk over the network, best through a Service.",
            podNetworking,
          ),
        ),
        statement(
          derived(
            "For questions and answers this is better than a shared file: nothing to lock, nothing to poll, and an answer or an error comes back.",
            website.file(
              "content/en/docs/concepts/workloads/pods/_index.md",
              "Resource sharing and communication",
            ),
          ),
        ),
      ],
    },
    {
      title: "Ports",
      blocks: [
        statement(
          derived(
            "Two containers of a pod cannot listen on the same port of the same address: the second gets “address already in use” and ends, usually in CrashLoopBackOff. Two replicas can: each pod has ports of its own.",
            podNetworking,
            page("bind(2), EADDRINUSE", "https://man7.org/linux/man-pages/man2/bind.2.html"),
          ),
        ),
        statement(
          fact(
            "containerPort is information only. A port that is not listed is as open as one that is.",
            api.file("core/v1/types.go", "Container.Ports"),
          ),
        ),
        statement(
          derived(
            "A server that listens on 127.0.0.1 is for its own pod only: a Service and an httpGet or tcpSocket probe come to the pod's IP and do not reach it. An exec probe does.",
            api.file("core/v1/types.go", "HTTPGetAction.Host"),
            podNetworking,
          ),
        ),
        statement(
          fact(
            "No NetworkPolicy stands between containers of a pod: a pod cannot block access to itself.",
            website.file("content/en/docs/concepts/services-networking/network-policies.md"),
          ),
        ),
        statement(
          fact(
            "With hostNetwork: true localhost is the node's, and the ports are shared with everything else on that node.",
            api.file("core/v1/types.go", "PodSpec.HostNetwork"),
          ),
        ),
      ],
    },
    {
      title: "Who is up first",
      blocks: [
        statement(
          fact(
            "App containers start in parallel: the first call may find nobody listening. The client tries again, or the server is a sidecar whose startup probe holds the client back.",
            website.file(
              "content/en/docs/concepts/workloads/pods/init-containers.md",
              "Using init containers",
            ),
            sidecars,
          ),
        ),
        yaml(
          "The client starts when the server answers",
          `apiVersion: v1
kind: Pod
metadata:
  name: api-pod
spec:
  initContainers:
    - name: server
      image: nginx:1.29
      restartPolicy: Always
      ports:
        - containerPort: 80
      startupProbe:
        httpGet:
          path: /
          port: 80
        periodSeconds: 1
        failureThreshold: 60
  containers:
    - name: client
      image: busybox:1.37
      command:
        - sh
        - -c
        - while true; do wget -qO- http://localhost:80 | head -n 4; sleep 10; done
`,
          sidecars,
        ),
        statement(
          since(
            "1.29, stable 1.33",
            fact(
              "A sidecar stops after the app containers, so that the client can use it to its own end; in a Job it does not keep the pod from completing.",
              sidecars,
            ),
          ),
        ),
        statement(
          fact(
            "Readiness is the pod's: one container that is not ready takes the whole pod out of its Services.",
            website.file(
              "content/en/docs/concepts/workloads/pods/pod-lifecycle.md",
              "Pod readiness",
            ),
          ),
        ),
      ],
    },
    {
      title: "Look at it",
      blocks: [
        commands(
          "Who listens, and does it answer",
          [
            "kubectl exec api-pod -c client -- netstat -tln",
            "kubectl exec api-pod -c client -- wget -qO- http://localhost:80",
            "kubectl logs api-pod -c server --previous",
            "kubectl debug -it api-pod --image=busybox:1.37 -- netstat -tln",
          ],
          website.file("content/en/docs/tasks/debug/debug-application/debug-running-pod.md"),
        ),
        statement(
          since(
            "1.17",
            fact(
              "Processes are not shared by default. shareProcessNamespace: true lets containers see and signal each other's processes, and reach each other's files below /proc/PID/root.",
              website.file(
                "content/en/docs/tasks/configure-pod-container/share-process-namespace.md",
              ),
            ),
          ),
        ),
      ],
    },
  ],
  related: ["same-pod", "sockets", "pod-to-pod"],
};
