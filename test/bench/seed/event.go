package main

import (
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"
)

// event writes one as components do, whose names end in a time.
func (t *team) event(about *corev1.Pod, kind, reason, message, component string, count int32) {
	at := 23*time.Hour + time.Duration(t.dice.IntN(3_600))*time.Second
	meta := t.meta(fmt.Sprintf("%s.%016x", about.Name, t.dice.Uint64()), nil, at)
	t.out.put(eventKind, t.name+"/"+meta.Name, &corev1.Event{
		ObjectMeta: meta,
		InvolvedObject: corev1.ObjectReference{
			APIVersion: "v1", Kind: "Pod", Namespace: t.name, Name: about.Name, UID: about.UID,
		},
		Type: kind, Reason: reason, Message: message, Count: count,
		Source:              corev1.EventSource{Component: component, Host: about.Spec.NodeName},
		ReportingController: component,
		FirstTimestamp:      after(at), LastTimestamp: after(at + time.Duration(count-1)*time.Minute),
	})
}

// startEvents are what is left of a start: some pods have started within the hour that events live.
func (t *team) startEvents(pod *corev1.Pod) {
	image := pod.Spec.Containers[0].Image
	t.event(pod, "Normal", "Scheduled", fmt.Sprintf("Successfully assigned %s/%s to %s", t.name, pod.Name, pod.Spec.NodeName), "default-scheduler", 1)
	t.event(pod, "Normal", "Pulled", fmt.Sprintf("Container image %q already present on machine", image), "kubelet", 1)
	t.event(pod, "Normal", "Created", "Container created: app", "kubelet", 1)
	t.event(pod, "Normal", "Started", "Container started: app", "kubelet", 1)
}

// attachFailed is said of the pod that wants a disk that another has on its node.
func (t *team) attachFailed(waiting *corev1.Pod, disk storage, holder string) {
	message := fmt.Sprintf("Multi-Attach error for volume %q Volume is already used by pod(s) %s", disk.volume, holder)
	t.event(waiting, "Warning", "FailedAttachVolume", message, "attachdetach-controller", 3)
}
