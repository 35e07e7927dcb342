import { page, repository } from "../citation.ts";
import { derived, fact } from "../fact.ts";
import { commands, row, statement, type Topic, table, yaml } from "../topic.ts";

const website = repository("kubernetes/website");
const volumes = "content/en/docs/concepts/storage/volumes.md";
const emptyDir = website.file(volumes, "emptyDir");
const hostPath = website.file(volumes, "hostPath");

const receptor = repository("ansible/receptor").issue(314);
const goNfs = repository("willscott/go-nfs").issue(90);
const dockerForWindows = repository("docker/for-win").issue(5519);
const unix = page("unix(7)", "https://man7.org/linux/man-pages/man7/unix.7.html");

/** UNIX sockets: a file name on a volume, a connection in one kernel. */
export const sockets: Topic = {
  topic: "sockets",
  title: "UNIX sockets on a volume",
  summary: "in one pod by emptyDir; never over NFS, EFS or SMB",
  sections: [
    {
      title: "In short",
      blocks: [
        statement(
          fact(
            "Containers of one pod can share a UNIX socket: both mount one emptyDir, the server makes the socket in it, the client opens it.",
            emptyDir,
            receptor,
          ),
        ),
        statement(
          derived(
            "It works because they run on one kernel. The file is only a name; the connection is inside the kernel that the server runs on.",
            unix,
          ),
        ),
        statement(
          fact(
            "On EFS, NFS or SMB it does not join nodes, and often fails before: at the bind, or at a lock beside the socket. Between nodes use TCP.",
            receptor,
            goNfs,
            dockerForWindows,
          ),
        ),
      ],
    },
    {
      title: "Which volume carries a socket",
      blocks: [
        table(
          ["volume", "works", "because"],
          row(["emptyDir", "yes", "one node, one kernel, and gone with the pod"], emptyDir, unix),
          row(["emptyDir, Memory", "yes", "the same, on tmpfs"], emptyDir, unix),
          row(
            [
              "hostPath",
              "on the node",
              "all pods of that node meet on the node's own path; type: Socket fails the pod where there is none",
            ],
            hostPath,
          ),
          row(
            [
              "claim on a disk",
              "on the node",
              "pods of one node have one kernel; the name stays on the disk when the server is gone (derived)",
            ],
            unix,
          ),
          row(
            ["NFS, EFS, SMB", "no", "a name that other nodes see and cannot connect to"],
            receptor,
            goNfs,
            dockerForWindows,
          ),
        ),
      ],
    },
    {
      title: "How to, and the traps",
      blocks: [
        yaml(
          "A server and a client on one socket, both as one group",
          `apiVersion: v1
kind: Pod
metadata:
  name: socket-pod
spec:
  securityContext:
    runAsUser: 1000
    runAsGroup: 1000
    fsGroup: 1000
  initContainers:
    - name: server
      image: alpine/socat:1.8.0.3
      restartPolicy: Always
      args: ["UNIX-LISTEN:/run/app/app.sock,fork,unlink-early,mode=660", "EXEC:/bin/date"]
      startupProbe:
        exec:
          command: ["test", "-S", "/run/app/app.sock"]
        periodSeconds: 1
        failureThreshold: 60
      volumeMounts:
        - name: run
          mountPath: /run/app
  containers:
    - name: client
      image: alpine/socat:1.8.0.3
      command:
        - sh
        - -c
        - while true; do socat -u UNIX-CONNECT:/run/app/app.sock -; sleep 5; done
      volumeMounts:
        - name: run
          mountPath: /run/app
  volumes:
    - name: run
      emptyDir: {}
`,
          emptyDir,
        ),
        statement(
          fact(
            "To connect, a client needs write permission on the socket, and search permission on its folder. Run both as one user or one group; fsGroup makes the folder that group's.",
            unix,
            website.file("content/en/docs/tasks/configure-pod-container/security-context.md"),
          ),
        ),
        statement(
          derived(
            "After a crash the old socket is still in the emptyDir, and bind says “address already in use”: the server has to remove the file first (unlink-early above).",
            unix,
            emptyDir,
          ),
        ),
        statement(
          derived(
            "readOnly: true at the client's mount does not keep it from connecting: the socket is no file data. Permissions do. The server's mount must be writable.",
            repository("torvalds/linux").file("fs/namei.c", "sb_permission"),
            repository("nginx-proxy/docker-gen").issue(348),
          ),
        ),
        statement(
          fact(
            "The name of a socket has room for 108 bytes: mount the volume at a short path.",
            unix,
          ),
        ),
        statement(
          derived(
            "Abstract sockets (@name) need no volume: they belong to the network, which all containers of a pod share.",
            page(
              "network_namespaces(7)",
              "https://man7.org/linux/man-pages/man7/network_namespaces.7.html",
            ),
          ),
        ),
      ],
    },
    {
      title: "Sockets of the node",
      blocks: [
        statement(
          fact(
            "A hostPath of a node's socket, say the container runtime's, hands the pod whatever power that socket has over the node. Avoid it where anything else will do.",
            hostPath,
          ),
        ),
        commands(
          "Is it there, whose is it, who else has it",
          [
            "kubectl exec socket-pod -c client -- ls -l /run/app",
            "kubectl shared who-mounts pod/socket-pod",
            "kubectl shared who-mounts -A --kinds hostpath",
          ],
          hostPath,
        ),
      ],
    },
  ],
  related: ["same-pod", "localhost", "pod-to-pod", "permissions"],
};
