package main

import (
	"time"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// workload is what its pods have in common.
type workload struct {
	name   string
	mounts []claimMount
	// A path of the node that a DaemonSet looks into.
	hostPath string
	// The old pod ends before the new one starts, as it has to with a disk.
	isOneAtATime bool
}

type claimMount struct {
	volume, claim, path string
	readOnly            bool
}

type podLabels map[string]string

func (w *workload) labels() map[string]string {
	return map[string]string{"app.kubernetes.io/name": w.name, "app.kubernetes.io/part-of": "shop"}
}

func (w *workload) selector() *metav1.LabelSelector {
	return &metav1.LabelSelector{MatchLabels: map[string]string{"app.kubernetes.io/name": w.name}}
}

func (w *workload) template() corev1.PodTemplateSpec {
	meta := metav1.ObjectMeta{Labels: w.labels(), Annotations: map[string]string{"checksum/config": "5f2b9c0de1a74c38"}}
	return corev1.PodTemplateSpec{ObjectMeta: meta, Spec: w.podSpec()}
}

func controlledBy(apiVersion, kind string, meta metav1.ObjectMeta) metav1.OwnerReference {
	yes := true
	return metav1.OwnerReference{
		APIVersion: apiVersion, Kind: kind, Name: meta.Name, UID: meta.UID, Controller: &yes, BlockOwnerDeletion: &yes,
	}
}

// deployment writes a Deployment with the ReplicaSet of now and the one before, and its pods on the
// nodes. If a disk is given, the second pod waits for it.
func (t *team) deployment(of *workload, nodes []int, wanted *storage) {
	replicas := int32(len(nodes))
	ready := replicas
	if wanted != nil {
		ready--
	}
	limit, progress := int32(2), int32(600)
	quarter := intstr.FromString("25%")
	meta := t.meta(of.name, of.labels(), time.Hour)
	meta.Generation = 2
	meta.Annotations = map[string]string{"deployment.kubernetes.io/revision": "2"}
	deployment := &appsv1.Deployment{
		ObjectMeta: meta,
		Spec: appsv1.DeploymentSpec{
			Replicas: &replicas, Selector: of.selector(), Template: of.template(),
			RevisionHistoryLimit: &limit, ProgressDeadlineSeconds: &progress,
			Strategy: appsv1.DeploymentStrategy{
				Type:          appsv1.RollingUpdateDeploymentStrategyType,
				RollingUpdate: &appsv1.RollingUpdateDeployment{MaxUnavailable: &quarter, MaxSurge: &quarter},
			},
		},
		Status: appsv1.DeploymentStatus{
			ObservedGeneration: 2, Replicas: replicas, UpdatedReplicas: replicas,
			ReadyReplicas: ready, AvailableReplicas: ready, UnavailableReplicas: replicas - ready,
			Conditions: []appsv1.DeploymentCondition{
				{Type: appsv1.DeploymentProgressing, Status: corev1.ConditionTrue, Reason: "NewReplicaSetAvailable", LastUpdateTime: after(time.Hour), LastTransitionTime: after(time.Hour)},
			},
		},
	}
	if of.isOneAtATime {
		deployment.Spec.Strategy = appsv1.DeploymentStrategy{Type: appsv1.RecreateDeploymentStrategyType}
	}
	deployment.ManagedFields = []metav1.ManagedFieldsEntry{managed("kubectl-client-side-apply", "apps/v1", "", map[string]any{"spec": deployment.Spec})}
	t.out.put(deploymentKind, t.name+"/"+of.name, deployment)
	owner := controlledBy("apps/v1", "Deployment", meta)
	t.replicaSet(of, owner, 0, 0)
	set, hash := t.replicaSet(of, owner, replicas, ready)
	var first string
	for i, node := range nodes {
		name := set.Name + "-" + newSuffix(t.dice, 5)
		if i == 1 && wanted != nil {
			t.waitingPod(of, set, name, node, podLabels{"pod-template-hash": hash}, *wanted, first)
			continue
		}
		first = name
		t.pod(of, set, name, node, podLabels{"pod-template-hash": hash})
	}
}

func (t *team) replicaSet(of *workload, owner metav1.OwnerReference, replicas, ready int32) (metav1.OwnerReference, string) {
	hash := newSuffix(t.dice, 10)
	labels := of.labels()
	labels["pod-template-hash"] = hash
	meta := t.meta(of.name+"-"+hash, labels, time.Hour)
	meta.OwnerReferences = []metav1.OwnerReference{owner}
	meta.Generation = 1
	meta.Annotations = map[string]string{
		"deployment.kubernetes.io/desired-replicas": "2", "deployment.kubernetes.io/max-replicas": "3", "deployment.kubernetes.io/revision": "2",
	}
	template := of.template()
	template.Labels["pod-template-hash"] = hash
	selector := of.selector()
	selector.MatchLabels["pod-template-hash"] = hash
	set := &appsv1.ReplicaSet{
		ObjectMeta: meta,
		Spec:       appsv1.ReplicaSetSpec{Replicas: &replicas, Selector: selector, Template: template},
		Status: appsv1.ReplicaSetStatus{
			Replicas: replicas, FullyLabeledReplicas: replicas, ReadyReplicas: ready, AvailableReplicas: ready, ObservedGeneration: 1,
		},
	}
	set.ManagedFields = []metav1.ManagedFieldsEntry{managed("kube-controller-manager", "apps/v1", "", map[string]any{"spec": set.Spec})}
	t.out.put(replicaSetKind, t.name+"/"+meta.Name, set)
	return controlledBy("apps/v1", "ReplicaSet", meta), hash
}

func (t *team) putStatefulSet(of *workload, replicas int) metav1.OwnerReference {
	count, limit := int32(replicas), int32(10)
	filesystem, class := corev1.PersistentVolumeFilesystem, diskClass
	meta := t.meta(of.name, of.labels(), time.Hour)
	meta.Generation = 1
	set := &appsv1.StatefulSet{
		ObjectMeta: meta,
		Spec: appsv1.StatefulSetSpec{
			Replicas: &count, Selector: of.selector(), ServiceName: of.name,
			PodManagementPolicy: appsv1.OrderedReadyPodManagement, RevisionHistoryLimit: &limit,
			UpdateStrategy: appsv1.StatefulSetUpdateStrategy{Type: appsv1.RollingUpdateStatefulSetStrategyType},
			PersistentVolumeClaimRetentionPolicy: &appsv1.StatefulSetPersistentVolumeClaimRetentionPolicy{
				WhenDeleted: appsv1.RetainPersistentVolumeClaimRetentionPolicyType,
				WhenScaled:  appsv1.RetainPersistentVolumeClaimRetentionPolicyType,
			},
		},
		Status: appsv1.StatefulSetStatus{
			ObservedGeneration: 1, Replicas: count, ReadyReplicas: count, CurrentReplicas: count, UpdatedReplicas: count, AvailableReplicas: count,
		},
	}
	// The claims come from templates of the same names; the pods get the volumes for them.
	bare := workload{name: of.name}
	set.Spec.Template = bare.template()
	for _, mount := range of.mounts {
		set.Spec.Template.Spec.Containers[0].VolumeMounts = append(
			set.Spec.Template.Spec.Containers[0].VolumeMounts,
			corev1.VolumeMount{Name: mount.volume, MountPath: mount.path},
		)
		set.Spec.VolumeClaimTemplates = append(set.Spec.VolumeClaimTemplates, corev1.PersistentVolumeClaim{
			TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "PersistentVolumeClaim"},
			ObjectMeta: metav1.ObjectMeta{Name: mount.volume},
			Spec: corev1.PersistentVolumeClaimSpec{
				AccessModes: []corev1.PersistentVolumeAccessMode{corev1.ReadWriteOnce}, StorageClassName: &class, VolumeMode: &filesystem,
				Resources: corev1.VolumeResourceRequirements{Requests: corev1.ResourceList{corev1.ResourceStorage: resource.MustParse("20Gi")}},
			},
			Status: corev1.PersistentVolumeClaimStatus{Phase: corev1.ClaimPending},
		})
	}
	t.out.put(statefulSetKind, t.name+"/"+of.name, set)
	return controlledBy("apps/v1", "StatefulSet", meta)
}

// daemonSet runs on the team's own nodes and looks into a folder of each.
func (t *team) daemonSet(name, path string) {
	of := &workload{name: name, hostPath: path}
	limit, one := int32(10), intstr.FromInt32(1)
	none := intstr.FromInt32(0)
	meta := t.meta(name, of.labels(), time.Hour)
	meta.Generation = 1
	meta.Annotations = map[string]string{"deprecated.daemonset.template.generation": "1"}
	count := int32(nodesOfTeam)
	t.out.put(daemonSetKind, t.name+"/"+name, &appsv1.DaemonSet{
		ObjectMeta: meta,
		Spec: appsv1.DaemonSetSpec{
			Selector: of.selector(), Template: of.template(), RevisionHistoryLimit: &limit,
			UpdateStrategy: appsv1.DaemonSetUpdateStrategy{
				Type:          appsv1.RollingUpdateDaemonSetStrategyType,
				RollingUpdate: &appsv1.RollingUpdateDaemonSet{MaxUnavailable: &one, MaxSurge: &none},
			},
		},
		Status: appsv1.DaemonSetStatus{
			CurrentNumberScheduled: count, DesiredNumberScheduled: count, NumberReady: count,
			ObservedGeneration: 1, UpdatedNumberScheduled: count, NumberAvailable: count,
		},
	})
	owner := controlledBy("apps/v1", "DaemonSet", meta)
	for i := range nodesOfTeam {
		labels := podLabels{"controller-revision-hash": "6d8f7c9b5", "pod-template-generation": "1"}
		t.pod(of, owner, name+"-"+newSuffix(t.dice, 5), t.index*nodesOfTeam+i, labels)
	}
}
