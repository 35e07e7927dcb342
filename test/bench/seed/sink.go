package main

import (
	"bytes"
	"context"

	clientv3 "go.etcd.io/etcd/client/v3"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer/protobuf"
)

// kind is how the API server stores the objects of a resource.
type kind struct {
	// Of the object itself; the version is the one that is stored.
	schema.GroupVersionKind
	// As in URLs: what counts are told by.
	resource string
	// Where below /registry/ they lie; not always the resource.
	folder string
}

// One transaction is quicker than as many requests; etcd allows 128 operations and 1.5 MB in one.
const (
	maxOperations = 100
	maxBytes      = 1_000_000
)

// sink writes objects into etcd. The first error is kept, and nothing is written after it.
type sink struct {
	ctx     context.Context
	client  *clientv3.Client
	counts  map[string]int
	err     error
	encoder *protobuf.Serializer
	batch   []clientv3.Op
	bytes   int
}

func newSink(ctx context.Context, client *clientv3.Client) *sink {
	none := runtime.NewScheme()
	return &sink{
		ctx:     ctx,
		client:  client,
		counts:  map[string]int{},
		encoder: protobuf.NewSerializer(none, none),
	}
}

// put stores an object under its path below the folder: `NAME` or `NAMESPACE/NAME`.
func (s *sink) put(of kind, path string, object runtime.Object) {
	if s.err != nil {
		return
	}
	object.GetObjectKind().SetGroupVersionKind(of.GroupVersionKind)
	var encoded bytes.Buffer
	if s.err = s.encoder.Encode(object, &encoded); s.err != nil {
		return
	}
	s.counts[of.resource]++
	s.batch = append(s.batch, clientv3.OpPut("/registry/"+of.folder+"/"+path, encoded.String()))
	s.bytes += encoded.Len()
	if len(s.batch) == maxOperations || s.bytes > maxBytes {
		s.flush()
	}
}

func (s *sink) flush() {
	if s.err == nil && len(s.batch) > 0 {
		_, s.err = s.client.Txn(s.ctx).Then(s.batch...).Commit()
	}
	s.batch, s.bytes = nil, 0
}

// kindOf names a kind of the stored version v1, which all are that are written here.
// See https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/registry/core/rest/storage_core.go
func kindOf(group, name, resource string) kind {
	gvk := schema.GroupVersionKind{Group: group, Version: "v1", Kind: name}
	return kind{GroupVersionKind: gvk, resource: resource, folder: resource}
}

var (
	namespaceKind    = kindOf("", "Namespace", "namespaces")
	nodeKind         = kind{kindOf("", "Node", "nodes").GroupVersionKind, "nodes", "minions"}
	podKind          = kindOf("", "Pod", "pods")
	claimKind        = kindOf("", "PersistentVolumeClaim", "persistentvolumeclaims")
	volumeKind       = kindOf("", "PersistentVolume", "persistentvolumes")
	eventKind        = kindOf("", "Event", "events")
	storageClassKind = kindOf("storage.k8s.io", "StorageClass", "storageclasses")
	attachmentKind   = kindOf("storage.k8s.io", "VolumeAttachment", "volumeattachments")
	csiNodeKind      = kindOf("storage.k8s.io", "CSINode", "csinodes")
	csiDriverKind    = kindOf("storage.k8s.io", "CSIDriver", "csidrivers")
	deploymentKind   = kindOf("apps", "Deployment", "deployments")
	replicaSetKind   = kindOf("apps", "ReplicaSet", "replicasets")
	statefulSetKind  = kindOf("apps", "StatefulSet", "statefulsets")
	daemonSetKind    = kindOf("apps", "DaemonSet", "daemonsets")
)
