package main

import (
	"fmt"
	"math/rand/v2"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// team is one namespace: 750 pods, 200 claims and as many volumes, 140 attachments, and 250 pods
// that mount a claim.
type team struct {
	*cluster
	index int
	name  string
	dice  *rand.Rand
	out   *sink
}

func newTeam(of *cluster, index int, out *sink) *team {
	return &team{cluster: of, index: index, name: fmt.Sprintf("team-%03d", index), dice: dice("team", index), out: out}
}

// hasTrouble is true of every tenth team, where disks are wanted on two nodes.
func (t *team) hasTrouble() bool {
	return t.index%10 == 0
}

func (t *team) write() {
	t.out.put(namespaceKind, t.name, &corev1.Namespace{
		ObjectMeta: metav1.ObjectMeta{
			Name: t.name, UID: newUID(t.dice), CreationTimestamp: after(0),
			Labels: map[string]string{"kubernetes.io/metadata.name": t.name},
		},
		Spec:   corev1.NamespaceSpec{Finalizers: []corev1.FinalizerName{corev1.FinalizerKubernetes}},
		Status: corev1.NamespaceStatus{Phase: corev1.NamespaceActive},
	})
	t.daemonSet("log-collector", "/var/log")
	t.daemonSet("node-metrics", "/sys")
	for i := range 16 {
		t.statefulSet(fmt.Sprintf("db-%02d", i), 5, "data")
	}
	for i := range 4 {
		t.statefulSet(fmt.Sprintf("queue-%02d", i), 5, "data", "wal")
	}
	for i := range 18 {
		t.diskDeployment(fmt.Sprintf("cache-%02d", i), 1)
	}
	for i := range 12 {
		t.fileDeployment(fmt.Sprintf("media-%02d", i), 8)
	}
	for i := range 2 {
		// A disk for two pods, where files for one pod more would do.
		disks, files := 1, 4
		if t.hasTrouble() {
			disks, files = 2, 3
		}
		t.diskDeployment(fmt.Sprintf("legacy-%02d", i), disks)
		t.fileDeployment(fmt.Sprintf("reports-%02d", i), files)
		t.fileDeployment(fmt.Sprintf("uploads-%02d", i), 3)
	}
	for i := range 47 {
		t.deployment(&workload{name: fmt.Sprintf("web-%02d", i)}, t.anyNodes(10), nil)
	}
	t.unusedClaims()
}

// statefulSet has one claim of each template for each of its pods.
func (t *team) statefulSet(name string, replicas int, claims ...string) {
	set := workload{name: name}
	for _, claim := range claims {
		set.mounts = append(set.mounts, claimMount{volume: claim, path: "/var/lib/" + claim})
	}
	owner := t.putStatefulSet(&set, replicas)
	for ordinal := range replicas {
		node := t.anyNode()
		pod := fmt.Sprintf("%s-%d", name, ordinal)
		placed := workload{name: name}
		for _, mount := range set.mounts {
			mount.claim = mount.volume + "-" + pod
			placed.mounts = append(placed.mounts, mount)
			t.attach(t.diskClaim(mount.claim, name, node), node)
		}
		t.pod(&placed, owner, pod, node, podLabels{
			"apps.kubernetes.io/pod-index":       fmt.Sprint(ordinal),
			"statefulset.kubernetes.io/pod-name": pod,
		})
	}
}

// diskDeployment has one disk for all of its pods: the second waits for it, on another node.
func (t *team) diskDeployment(name string, replicas int) {
	node := t.anyNode()
	claim := t.diskClaim(name, name, node)
	t.attach(claim, node)
	nodes := []int{node}
	var stuck *storage
	if replicas > 1 {
		nodes = append(nodes, (node+len(zones))%len(t.nodes))
		stuck = &claim
	}
	of := &workload{name: name, mounts: []claimMount{{"data", name, "/data", false}}, isOneAtATime: replicas == 1}
	t.deployment(of, nodes, stuck)
}

// fileDeployment shares files among pods on any nodes; half of them only read.
func (t *team) fileDeployment(name string, replicas int) {
	t.fileClaim(name, name)
	isReader := t.dice.IntN(2) == 0
	t.deployment(&workload{name: name, mounts: []claimMount{{"files", name, "/srv/files", isReader}}}, t.anyNodes(replicas), nil)
}

// unusedClaims are what is left over everywhere: claims of pods that are gone, a claim that waits
// for its first pod, and a volume whose claim is gone.
func (t *team) unusedClaims() {
	for i := range 43 {
		t.diskClaim(fmt.Sprintf("data-former-%02d-0", i), "former", t.anyNode())
	}
	t.pendingClaim("planned")
	t.releasedVolume("gone")
}

func (t *team) anyNode() int { return t.dice.IntN(len(t.nodes)) }

func (t *team) anyNodes(count int) []int {
	nodes := make([]int, count)
	for i := range nodes {
		nodes[i] = t.anyNode()
	}
	return nodes
}

func (t *team) meta(name string, labels map[string]string, age time.Duration) metav1.ObjectMeta {
	return metav1.ObjectMeta{
		Name: name, Namespace: t.name, UID: newUID(t.dice), Labels: labels, CreationTimestamp: after(age),
	}
}
