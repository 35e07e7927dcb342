package main

import (
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// podSpec is a service beside a proxy, as its template says it, with what the server adds to that.
func (w *workload) podSpec() corev1.PodSpec {
	no, grace, user := false, int64(30), int64(10001)
	config := corev1.VolumeMount{Name: "config", MountPath: "/etc/service", ReadOnly: true}
	mounts := []corev1.VolumeMount{config, {Name: "credentials", MountPath: "/etc/credentials", ReadOnly: true}, {Name: "scratch", MountPath: "/tmp"}}
	mode := int32(0o644)
	volumes := []corev1.Volume{
		{Name: "config", VolumeSource: corev1.VolumeSource{ConfigMap: &corev1.ConfigMapVolumeSource{
			LocalObjectReference: corev1.LocalObjectReference{Name: w.name}, DefaultMode: &mode,
		}}},
		{Name: "credentials", VolumeSource: corev1.VolumeSource{Secret: &corev1.SecretVolumeSource{SecretName: w.name, DefaultMode: &mode}}},
		{Name: "scratch", VolumeSource: corev1.VolumeSource{EmptyDir: &corev1.EmptyDirVolumeSource{}}},
	}
	for _, mount := range w.mounts {
		mounts = append(mounts, corev1.VolumeMount{Name: mount.volume, MountPath: mount.path, ReadOnly: mount.readOnly})
		volumes = append(volumes, corev1.Volume{Name: mount.volume, VolumeSource: corev1.VolumeSource{
			PersistentVolumeClaim: &corev1.PersistentVolumeClaimVolumeSource{ClaimName: mount.claim},
		}})
	}
	if w.hostPath != "" {
		mounts = append(mounts, corev1.VolumeMount{Name: "host", MountPath: "/host", ReadOnly: true})
		directory := corev1.HostPathDirectory
		volumes = append(volumes, corev1.Volume{Name: "host", VolumeSource: corev1.VolumeSource{
			HostPath: &corev1.HostPathVolumeSource{Path: w.hostPath, Type: &directory},
		}})
	}
	security := &corev1.SecurityContext{
		AllowPrivilegeEscalation: &no, ReadOnlyRootFilesystem: &no, RunAsUser: &user,
		Capabilities: &corev1.Capabilities{Drop: []corev1.Capability{"ALL"}},
	}
	app := corev1.Container{
		Name:  "app",
		Image: "registry.example.com/shop/" + w.name + ":2.14.3",
		Args:  []string{"serve", "--config=/etc/service/config.yaml", "--log-format=json"},
		Ports: []corev1.ContainerPort{
			{Name: "http", ContainerPort: 8080, Protocol: corev1.ProtocolTCP},
			{Name: "metrics", ContainerPort: 9090, Protocol: corev1.ProtocolTCP},
		},
		Env:            environment(w.name),
		Resources:      resources("250m", "512Mi"),
		VolumeMounts:   mounts,
		LivenessProbe:  probe("/livez", 8080, 10),
		ReadinessProbe: probe("/readyz", 8080, 5),
		StartupProbe:   probe("/startupz", 8080, 2),
	}
	proxy := corev1.Container{
		Name:           "proxy",
		Image:          "registry.example.com/mesh/proxy:1.31.2",
		Args:           []string{"proxy", "sidecar", "--domain=$(POD_NAMESPACE).svc.cluster.local"},
		Ports:          []corev1.ContainerPort{{Name: "mesh", ContainerPort: 15090, Protocol: corev1.ProtocolTCP}},
		Resources:      resources("50m", "128Mi"),
		VolumeMounts:   []corev1.VolumeMount{{Name: "scratch", MountPath: "/var/run/proxy"}},
		ReadinessProbe: probe("/healthz/ready", 15021, 5),
	}
	containers := []corev1.Container{app, proxy}
	for i := range containers {
		containers[i].SecurityContext = security
		containers[i].ImagePullPolicy = corev1.PullIfNotPresent
		containers[i].TerminationMessagePath = corev1.TerminationMessagePathDefault
		containers[i].TerminationMessagePolicy = corev1.TerminationMessageReadFile
	}
	return corev1.PodSpec{
		Containers: containers, Volumes: volumes,
		RestartPolicy: corev1.RestartPolicyAlways, TerminationGracePeriodSeconds: &grace,
		DNSPolicy: corev1.DNSClusterFirst, SchedulerName: corev1.DefaultSchedulerName,
		ServiceAccountName: "default", DeprecatedServiceAccount: "default",
		SecurityContext: &corev1.PodSecurityContext{FSGroup: &user},
	}
}

func environment(app string) []corev1.EnvVar {
	field := func(name, path string) corev1.EnvVar {
		from := &corev1.EnvVarSource{FieldRef: &corev1.ObjectFieldSelector{APIVersion: "v1", FieldPath: path}}
		return corev1.EnvVar{Name: name, ValueFrom: from}
	}
	secret := &corev1.EnvVarSource{SecretKeyRef: &corev1.SecretKeySelector{
		LocalObjectReference: corev1.LocalObjectReference{Name: app}, Key: "database-password",
	}}
	return []corev1.EnvVar{
		field("POD_NAME", "metadata.name"), field("POD_NAMESPACE", "metadata.namespace"), field("POD_IP", "status.podIP"),
		{Name: "DATABASE_PASSWORD", ValueFrom: secret},
		{Name: "DATABASE_HOST", Value: "postgres.databases.svc.cluster.local"},
		{Name: "OTEL_EXPORTER_OTLP_ENDPOINT", Value: "http://collector.observability.svc.cluster.local:4317"},
		{Name: "LOG_LEVEL", Value: "info"},
	}
}

func resources(cpu, memory string) corev1.ResourceRequirements {
	return corev1.ResourceRequirements{
		Requests: corev1.ResourceList{corev1.ResourceCPU: resource.MustParse(cpu), corev1.ResourceMemory: resource.MustParse(memory)},
		Limits:   corev1.ResourceList{corev1.ResourceMemory: resource.MustParse(memory)},
	}
}

func probe(path string, port int32, period int32) *corev1.Probe {
	return &corev1.Probe{
		ProbeHandler: corev1.ProbeHandler{HTTPGet: &corev1.HTTPGetAction{
			Path: path, Port: intstr.FromInt32(port), Scheme: corev1.URISchemeHTTP,
		}},
		TimeoutSeconds: 1, PeriodSeconds: period, SuccessThreshold: 1, FailureThreshold: 3,
	}
}

// pod writes one that runs.
func (t *team) pod(of *workload, owner metav1.OwnerReference, name string, node int, labels podLabels) {
	pod := t.newPod(of, owner, name, node, labels)
	t.setStatus(pod, node, true)
	t.putPod(pod)
	if t.dice.IntN(20) == 0 {
		t.startEvents(pod)
	}
}

// waitingPod writes one that waits for a disk that another pod has on its node.
func (t *team) waitingPod(
	of *workload, owner metav1.OwnerReference, name string, node int, labels podLabels, wanted storage, holder string,
) {
	pod := t.newPod(of, owner, name, node, labels)
	t.setStatus(pod, node, false)
	t.putPod(pod)
	t.attachFailed(pod, wanted, holder)
}

// putPod leaves out the managed fields: with them a pod is three times as large, which every client
// reads alike, and 150,000 such pods take 14 GB of memory in the API server.
func (t *team) putPod(pod *corev1.Pod) {
	t.out.put(podKind, t.name+"/"+pod.Name, pod)
}

// newPod is what admission and the scheduler make of a template.
func (t *team) newPod(of *workload, owner metav1.OwnerReference, name string, node int, labels podLabels) *corev1.Pod {
	meta := t.meta(name, of.labels(), time.Hour)
	for key, value := range labels {
		meta.Labels[key] = value
	}
	meta.OwnerReferences = []metav1.OwnerReference{owner}
	meta.Annotations = map[string]string{"checksum/config": "5f2b9c0de1a74c38"}
	meta.Generation = 1
	if owner.Kind != "StatefulSet" {
		meta.GenerateName = owner.Name + "-"
	}
	spec := of.podSpec()
	spec.NodeName = t.nodes[node]
	links, priority, policy := true, int32(0), corev1.PreemptLowerPriority
	spec.EnableServiceLinks, spec.Priority, spec.PreemptionPolicy = &links, &priority, &policy
	seconds := int64(300)
	for _, key := range []string{corev1.TaintNodeNotReady, corev1.TaintNodeUnreachable} {
		spec.Tolerations = append(spec.Tolerations, corev1.Toleration{
			Key: key, Operator: corev1.TolerationOpExists, Effect: corev1.TaintEffectNoExecute, TolerationSeconds: &seconds,
		})
	}
	access := t.accessVolume()
	spec.Volumes = append(spec.Volumes, access)
	for i := range spec.Containers {
		mounts := &spec.Containers[i].VolumeMounts
		*mounts = append(*mounts, corev1.VolumeMount{
			Name: access.Name, MountPath: "/var/run/secrets/kubernetes.io/serviceaccount", ReadOnly: true,
		})
	}
	return &corev1.Pod{ObjectMeta: meta, Spec: spec}
}

// accessVolume is what every pod gets to talk to the API server with.
func (t *team) accessVolume() corev1.Volume {
	seconds, mode := int64(3607), int32(0o644)
	return corev1.Volume{
		Name: "kube-api-access-" + newSuffix(t.dice, 5),
		VolumeSource: corev1.VolumeSource{Projected: &corev1.ProjectedVolumeSource{
			DefaultMode: &mode,
			Sources: []corev1.VolumeProjection{
				{ServiceAccountToken: &corev1.ServiceAccountTokenProjection{ExpirationSeconds: &seconds, Path: "token"}},
				{ConfigMap: &corev1.ConfigMapProjection{
					LocalObjectReference: corev1.LocalObjectReference{Name: "kube-root-ca.crt"},
					Items:                []corev1.KeyToPath{{Key: "ca.crt", Path: "ca.crt"}},
				}},
				{DownwardAPI: &corev1.DownwardAPIProjection{Items: []corev1.DownwardAPIVolumeFile{{
					Path: "namespace", FieldRef: &corev1.ObjectFieldSelector{APIVersion: "v1", FieldPath: "metadata.namespace"},
				}}}},
			},
		}},
	}
}

func (t *team) setStatus(pod *corev1.Pod, node int, isRunning bool) {
	at := after(time.Hour)
	phase, ready := corev1.PodPending, corev1.ConditionFalse
	if isRunning {
		phase, ready = corev1.PodRunning, corev1.ConditionTrue
	}
	condition := func(name corev1.PodConditionType, status corev1.ConditionStatus) corev1.PodCondition {
		return corev1.PodCondition{Type: name, Status: status, ObservedGeneration: 1, LastTransitionTime: at}
	}
	status := corev1.PodStatus{
		HostIP: addressOf(node), HostIPs: []corev1.HostIP{{IP: addressOf(node)}},
		Phase: phase, StartTime: &at, ObservedGeneration: 1, QOSClass: corev1.PodQOSBurstable,
		Conditions: []corev1.PodCondition{
			condition(corev1.PodReadyToStartContainers, ready), condition(corev1.PodInitialized, corev1.ConditionTrue),
			condition(corev1.PodReady, ready), condition(corev1.ContainersReady, ready),
			condition(corev1.PodScheduled, corev1.ConditionTrue),
		},
	}
	if isRunning {
		address := fmt.Sprintf("100.%d.%d.%d", 64+t.dice.IntN(64), t.dice.IntN(256), 1+t.dice.IntN(254))
		status.PodIP, status.PodIPs = address, []corev1.PodIP{{IP: address}}
	}
	for _, container := range pod.Spec.Containers {
		said := corev1.ContainerStatus{Name: container.Name, Image: container.Image, Ready: isRunning, Started: &isRunning}
		if isRunning {
			said.State.Running = &corev1.ContainerStateRunning{StartedAt: at}
			said.ImageID = container.Image + "@sha256:" + newHash(t.dice)
			said.ContainerID = "containerd://" + newHash(t.dice)
		} else {
			said.State.Waiting = &corev1.ContainerStateWaiting{Reason: "ContainerCreating"}
		}
		status.ContainerStatuses = append(status.ContainerStatuses, said)
	}
	pod.Status = status
}
