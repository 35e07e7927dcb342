package main

import (
	"fmt"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	storagev1 "k8s.io/api/storage/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

const (
	// A disk driver: volumes are attached, to one node at a time.
	diskDriver = "ebs.csi.aws.com"
	diskClass  = "fast-disk"
	// A driver of files over the network: nothing is attached.
	fileDriver = "efs.csi.aws.com"
	fileClass  = "shared-files"

	podsOfTeam  = 750
	nodesOfTeam = 25
)

var zones = [...]string{"eu-central-1a", "eu-central-1b", "eu-central-1c"}

// cluster is what the namespaces have in common.
type cluster struct {
	nodes []string
}

func newCluster(teams int) *cluster {
	nodes := make([]string, teams*nodesOfTeam)
	for i := range nodes {
		nodes[i] = "ip-" + strings.ReplaceAll(addressOf(i), ".", "-") + ".eu-central-1.compute.internal"
	}
	return &cluster{nodes}
}

func addressOf(node int) string {
	return fmt.Sprintf("10.%d.%d.%d", node/62500, node/250%250, node%250+1)
}

func instanceOf(node int) string { return fmt.Sprintf("i-0c5%014x", 0x9e3779b97f4*(node+1)) }

func zoneOf(node int) string { return zones[node%len(zones)] }

func (c *cluster) writeClasses(out *sink) {
	random := dice("classes", 0)
	meta := func(name string) metav1.ObjectMeta {
		return metav1.ObjectMeta{Name: name, UID: newUID(random), CreationTimestamp: after(0)}
	}
	for _, driver := range []string{diskDriver, fileDriver} {
		attaches := driver == diskDriver
		podInfo := false
		policy := storagev1.ReadWriteOnceWithFSTypeFSGroupPolicy
		out.put(csiDriverKind, driver, &storagev1.CSIDriver{
			ObjectMeta: meta(driver),
			Spec: storagev1.CSIDriverSpec{
				AttachRequired:       &attaches,
				PodInfoOnMount:       &podInfo,
				FSGroupPolicy:        &policy,
				VolumeLifecycleModes: []storagev1.VolumeLifecycleMode{storagev1.VolumeLifecyclePersistent},
			},
		})
	}
	retain, remove := corev1.PersistentVolumeReclaimRetain, corev1.PersistentVolumeReclaimDelete
	late, early := storagev1.VolumeBindingWaitForFirstConsumer, storagev1.VolumeBindingImmediate
	grows := true
	out.put(storageClassKind, diskClass, &storagev1.StorageClass{
		ObjectMeta:           meta(diskClass),
		Provisioner:          diskDriver,
		Parameters:           map[string]string{"type": "gp3", "encrypted": "true"},
		ReclaimPolicy:        &remove,
		VolumeBindingMode:    &late,
		AllowVolumeExpansion: &grows,
	})
	out.put(storageClassKind, fileClass, &storagev1.StorageClass{
		ObjectMeta:        meta(fileClass),
		Provisioner:       fileDriver,
		Parameters:        map[string]string{"provisioningMode": "efs-ap", "fileSystemId": "fs-0a1b2c3d4e5f60718"},
		ReclaimPolicy:     &retain,
		VolumeBindingMode: &early,
	})
}

// writeNode writes a node as a kubelet keeps it, and what drivers say of it.
func (c *cluster) writeNode(out *sink, index int) {
	random := dice("nodes", index)
	name := c.nodes[index]
	uid := newUID(random)
	instance := instanceOf(index)
	meta := metav1.ObjectMeta{
		Name:              name,
		UID:               uid,
		CreationTimestamp: after(0),
		Labels: map[string]string{
			"beta.kubernetes.io/arch":                "amd64",
			"beta.kubernetes.io/os":                  "linux",
			"kubernetes.io/arch":                     "amd64",
			"kubernetes.io/hostname":                 name,
			"kubernetes.io/os":                       "linux",
			"node.example.com/pool":                  fmt.Sprintf("pool-%03d", index/nodesOfTeam),
			"node.kubernetes.io/instance-type":       "m6i.4xlarge",
			"topology.kubernetes.io/region":          "eu-central-1",
			"topology.kubernetes.io/zone":            zoneOf(index),
			"topology.ebs.csi.aws.com/zone":          zoneOf(index),
			"failure-domain.beta.kubernetes.io/zone": zoneOf(index),
		},
		Annotations: map[string]string{
			"csi.volume.kubernetes.io/nodeid":                        fmt.Sprintf(`{"%s":"%s","%s":"%s"}`, diskDriver, instance, fileDriver, instance),
			"node.alpha.kubernetes.io/ttl":                           "300",
			"volumes.kubernetes.io/controller-managed-attach-detach": "true",
		},
	}
	capacity := corev1.ResourceList{
		corev1.ResourceCPU:              resource.MustParse("16"),
		corev1.ResourceMemory:           resource.MustParse("64Gi"),
		corev1.ResourceEphemeralStorage: resource.MustParse("100Gi"),
		corev1.ResourcePods:             resource.MustParse("110"),
	}
	node := &corev1.Node{
		ObjectMeta: meta,
		Spec: corev1.NodeSpec{
			PodCIDR:    fmt.Sprintf("100.%d.%d.0/24", 64+index/256, index%256),
			PodCIDRs:   []string{fmt.Sprintf("100.%d.%d.0/24", 64+index/256, index%256)},
			ProviderID: fmt.Sprintf("aws:///%s/%s", zoneOf(index), instance),
		},
		Status: corev1.NodeStatus{
			Capacity:    capacity,
			Allocatable: capacity,
			Conditions:  nodeConditions(),
			Addresses: []corev1.NodeAddress{
				{Type: corev1.NodeInternalIP, Address: addressOf(index)},
				{Type: corev1.NodeHostName, Address: name},
			},
			NodeInfo: corev1.NodeSystemInfo{
				MachineID:               newHash(random)[:32],
				SystemUUID:              string(uid),
				BootID:                  string(newUID(random)),
				KernelVersion:           "6.12.40",
				OSImage:                 "Bottlerocket OS 1.42.0",
				ContainerRuntimeVersion: "containerd://2.1.4",
				KubeletVersion:          "v1.36.3",
				OperatingSystem:         "linux",
				Architecture:            "amd64",
			},
			Images: nodeImages(index),
		},
	}
	node.ManagedFields = []metav1.ManagedFieldsEntry{managed("kubelet", "v1", "status", node.Status.Conditions)}
	out.put(nodeKind, name, node)

	limit := int32(26)
	out.put(csiNodeKind, name, &storagev1.CSINode{
		ObjectMeta: metav1.ObjectMeta{
			Name: name, UID: newUID(random), CreationTimestamp: after(time.Minute),
			OwnerReferences: []metav1.OwnerReference{{APIVersion: "v1", Kind: "Node", Name: name, UID: uid}},
		},
		Spec: storagev1.CSINodeSpec{Drivers: []storagev1.CSINodeDriver{
			{Name: diskDriver, NodeID: instance, TopologyKeys: []string{"topology.kubernetes.io/zone"}, Allocatable: &storagev1.VolumeNodeResources{Count: &limit}},
			{Name: fileDriver, NodeID: instance},
		}},
	})
}

func nodeConditions() []corev1.NodeCondition {
	condition := func(name corev1.NodeConditionType, status corev1.ConditionStatus, reason, message string) corev1.NodeCondition {
		return corev1.NodeCondition{
			Type: name, Status: status, Reason: reason, Message: message,
			LastHeartbeatTime: after(24 * time.Hour), LastTransitionTime: after(time.Minute),
		}
	}
	return []corev1.NodeCondition{
		condition(corev1.NodeMemoryPressure, corev1.ConditionFalse, "KubeletHasSufficientMemory", "kubelet has sufficient memory available"),
		condition(corev1.NodeDiskPressure, corev1.ConditionFalse, "KubeletHasNoDiskPressure", "kubelet has no disk pressure"),
		condition(corev1.NodePIDPressure, corev1.ConditionFalse, "KubeletHasSufficientPID", "kubelet has sufficient PID available"),
		condition(corev1.NodeReady, corev1.ConditionTrue, "KubeletReady", "kubelet is posting ready status"),
	}
}

// nodeImages are those that a kubelet names: 50, which make most of a node's size.
func nodeImages(node int) []corev1.ContainerImage {
	random := dice("images", node%7)
	images := make([]corev1.ContainerImage, 50)
	for i := range images {
		name := fmt.Sprintf("registry.example.com/platform/service-%02d", i)
		images[i] = corev1.ContainerImage{
			Names:     []string{name + "@sha256:" + newHash(random), fmt.Sprintf("%s:1.%d.0", name, i)},
			SizeBytes: 20_000_000 + random.Int64N(400_000_000),
		}
	}
	return images
}
