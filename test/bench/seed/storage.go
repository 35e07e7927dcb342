package main

import (
	"crypto/sha256"
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"
	storagev1 "k8s.io/api/storage/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// storage is a claim with its volume.
type storage struct {
	volume string
	handle string
}

// diskClaim writes a claim for one node's use, bound to a volume in the zone of a node.
func (t *team) diskClaim(name, app string, node int) storage {
	mode := corev1.ReadWriteOnce
	handle := fmt.Sprintf("vol-%017x", t.dice.Uint64()>>4)
	source := &corev1.CSIPersistentVolumeSource{
		Driver:       diskDriver,
		VolumeHandle: handle,
		FSType:       "ext4",
		VolumeAttributes: map[string]string{
			"storage.kubernetes.io/csiProvisionerIdentity": "1780300800000-8081-" + diskDriver,
		},
	}
	affinity := &corev1.VolumeNodeAffinity{Required: &corev1.NodeSelector{
		NodeSelectorTerms: []corev1.NodeSelectorTerm{{
			MatchExpressions: []corev1.NodeSelectorRequirement{{
				Key: "topology.kubernetes.io/zone", Operator: corev1.NodeSelectorOpIn, Values: []string{zoneOf(node)},
			}},
		}},
	}}
	return storage{t.boundClaim(name, app, diskClass, "20Gi", mode, source, affinity), handle}
}

// fileClaim writes a claim for any number of nodes.
func (t *team) fileClaim(name, app string) storage {
	handle := fmt.Sprintf("fs-0a1b2c3d4e5f60718::fsap-%017x", t.dice.Uint64()>>4)
	source := &corev1.CSIPersistentVolumeSource{Driver: fileDriver, VolumeHandle: handle}
	return storage{t.boundClaim(name, app, fileClass, "100Gi", corev1.ReadWriteMany, source, nil), handle}
}

func (t *team) boundClaim(
	name, app, class, size string,
	mode corev1.PersistentVolumeAccessMode,
	source *corev1.CSIPersistentVolumeSource,
	affinity *corev1.VolumeNodeAffinity,
) (volume string) {
	claim := t.newClaim(name, app, class, size, mode)
	claim.Annotations = map[string]string{
		"pv.kubernetes.io/bind-completed":               "yes",
		"pv.kubernetes.io/bound-by-controller":          "yes",
		"volume.beta.kubernetes.io/storage-provisioner": source.Driver,
		"volume.kubernetes.io/storage-provisioner":      source.Driver,
	}
	claim.Spec.VolumeName = "pvc-" + string(claim.UID)
	claim.Status = corev1.PersistentVolumeClaimStatus{
		Phase:       corev1.ClaimBound,
		AccessModes: claim.Spec.AccessModes,
		Capacity:    claim.Spec.Resources.Requests,
	}
	claim.ManagedFields = []metav1.ManagedFieldsEntry{
		managed("kube-controller-manager", "v1", "", map[string]any{
			"metadata": map[string]any{"annotations": claim.Annotations, "labels": claim.Labels}, "spec": claim.Spec,
		}),
		managed("kube-controller-manager", "v1", "status", map[string]any{"status": claim.Status}),
	}
	t.out.put(claimKind, t.name+"/"+name, claim)
	volumeSource := corev1.PersistentVolumeSource{CSI: source}
	t.putVolume(claim, volumeSource, affinity, corev1.VolumeBound)
	return claim.Spec.VolumeName
}

// pendingClaim waits for the first pod that wants it.
func (t *team) pendingClaim(name string) {
	claim := t.newClaim(name, "planned", diskClass, "20Gi", corev1.ReadWriteOnce)
	claim.Status.Phase = corev1.ClaimPending
	t.out.put(claimKind, t.name+"/"+name, claim)
}

// releasedVolume is what a deleted claim has left.
func (t *team) releasedVolume(name string) {
	claim := t.newClaim(name, "gone", fileClass, "100Gi", corev1.ReadWriteMany)
	claim.Spec.VolumeName = "pvc-" + string(claim.UID)
	handle := fmt.Sprintf("fs-0a1b2c3d4e5f60718::fsap-%017x", t.dice.Uint64()>>4)
	source := corev1.PersistentVolumeSource{CSI: &corev1.CSIPersistentVolumeSource{Driver: fileDriver, VolumeHandle: handle}}
	t.putVolume(claim, source, nil, corev1.VolumeReleased)
}

func (t *team) newClaim(name, app, class, size string, mode corev1.PersistentVolumeAccessMode) *corev1.PersistentVolumeClaim {
	filesystem := corev1.PersistentVolumeFilesystem
	meta := t.meta(name, map[string]string{"app.kubernetes.io/name": app}, time.Hour)
	meta.Finalizers = []string{"kubernetes.io/pvc-protection"}
	return &corev1.PersistentVolumeClaim{
		ObjectMeta: meta,
		Spec: corev1.PersistentVolumeClaimSpec{
			AccessModes:      []corev1.PersistentVolumeAccessMode{mode},
			StorageClassName: &class,
			VolumeMode:       &filesystem,
			Resources: corev1.VolumeResourceRequirements{
				Requests: corev1.ResourceList{corev1.ResourceStorage: resource.MustParse(size)},
			},
		},
	}
}

func (t *team) putVolume(
	claim *corev1.PersistentVolumeClaim,
	source corev1.PersistentVolumeSource,
	affinity *corev1.VolumeNodeAffinity,
	phase corev1.PersistentVolumePhase,
) {
	name := claim.Spec.VolumeName
	policy := corev1.PersistentVolumeReclaimDelete
	if affinity == nil {
		policy = corev1.PersistentVolumeReclaimRetain
	}
	volume := &corev1.PersistentVolume{
		ObjectMeta: metav1.ObjectMeta{
			Name: name, UID: newUID(t.dice), CreationTimestamp: after(time.Hour),
			Annotations: map[string]string{
				"pv.kubernetes.io/provisioned-by":                            source.CSI.Driver,
				"volume.kubernetes.io/provisioner-deletion-secret-name":      "",
				"volume.kubernetes.io/provisioner-deletion-secret-namespace": "",
			},
			Finalizers: []string{"external-provisioner.volume.kubernetes.io/finalizer", "kubernetes.io/pv-protection"},
		},
		Spec: corev1.PersistentVolumeSpec{
			Capacity:                      claim.Spec.Resources.Requests,
			PersistentVolumeSource:        source,
			AccessModes:                   claim.Spec.AccessModes,
			PersistentVolumeReclaimPolicy: policy,
			StorageClassName:              *claim.Spec.StorageClassName,
			VolumeMode:                    claim.Spec.VolumeMode,
			NodeAffinity:                  affinity,
			ClaimRef: &corev1.ObjectReference{
				APIVersion: "v1", Kind: "PersistentVolumeClaim", Namespace: t.name, Name: claim.Name, UID: claim.UID,
			},
		},
	}
	at := after(time.Hour)
	volume.Status = corev1.PersistentVolumeStatus{Phase: phase, LastPhaseTransitionTime: &at}
	volume.ManagedFields = []metav1.ManagedFieldsEntry{
		managed("csi-provisioner", "v1", "", map[string]any{
			"metadata": map[string]any{"annotations": volume.Annotations}, "spec": volume.Spec,
		}),
		managed("kube-controller-manager", "v1", "status", map[string]any{"status": volume.Status}),
	}
	t.out.put(volumeKind, name, volume)
}

// attach writes that a disk is attached to a node, under the name that the controller computes.
// See https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/volume/csi/csi_attacher.go
func (t *team) attach(disk storage, node int) {
	name := fmt.Sprintf("csi-%x", sha256.Sum256([]byte(disk.handle+diskDriver+t.nodes[node])))
	t.out.put(attachmentKind, name, &storagev1.VolumeAttachment{
		ObjectMeta: metav1.ObjectMeta{
			Name: name, UID: newUID(t.dice), CreationTimestamp: after(2 * time.Hour),
			Annotations: map[string]string{"csi.alpha.kubernetes.io/node-id": instanceOf(node)},
			Finalizers:  []string{"external-attacher/ebs-csi-aws-com"},
		},
		Spec: storagev1.VolumeAttachmentSpec{
			Attacher: diskDriver,
			NodeName: t.nodes[node],
			Source:   storagev1.VolumeAttachmentSource{PersistentVolumeName: &disk.volume},
		},
		Status: storagev1.VolumeAttachmentStatus{
			Attached:           true,
			AttachmentMetadata: map[string]string{"devicePath": "/dev/xvdba"},
		},
	})
}
