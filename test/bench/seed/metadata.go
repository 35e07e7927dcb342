package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
)

// When the cluster was made. Fixed, so that two clusters are the same; whoever reads them sees
// ages grow.
var birth = time.Date(2026, time.June, 1, 8, 0, 0, 0, time.UTC)

func after(duration time.Duration) metav1.Time { return metav1.NewTime(birth.Add(duration)) }

// dice are random, and the same for the same part of the cluster.
func dice(part string, index int) *rand.Rand {
	hash := uint64(14695981039346656037)
	for _, letter := range []byte(part) {
		hash = (hash ^ uint64(letter)) * 1099511628211
	}
	return rand.New(rand.NewPCG(hash, uint64(index)))
}

// newUID makes a UID as the API server does, of version 4.
func newUID(dice *rand.Rand) types.UID {
	high, low := dice.Uint64(), dice.Uint64()
	return types.UID(fmt.Sprintf("%08x-%04x-4%03x-%04x-%012x",
		high>>32, high>>16&0xffff, high&0xfff, low>>48&0x3fff|0x8000, low&0xffffffffffff))
}

// newSuffix makes the random end of a generated name, of the letters that Kubernetes uses.
func newSuffix(dice *rand.Rand, length int) string {
	const letters = "bcdfghjklmnpqrstvwxz2456789"
	suffix := make([]byte, length)
	for i := range suffix {
		suffix[i] = letters[dice.IntN(len(letters))]
	}
	return string(suffix)
}

func newHash(dice *rand.Rand) string {
	return fmt.Sprintf("%016x%016x%016x%016x", dice.Uint64(), dice.Uint64(), dice.Uint64(), dice.Uint64())
}

// managed says that a manager owns the fields that an object has, as the API server notes it.
func managed(manager, apiVersion, subresource string, object any) metav1.ManagedFieldsEntry {
	written, err := json.Marshal(object)
	if err != nil {
		panic(err)
	}
	var read any
	if err := json.Unmarshal(written, &read); err != nil {
		panic(err)
	}
	fields, err := json.Marshal(fieldsOf(read))
	if err != nil {
		panic(err)
	}
	at := after(time.Minute)
	return metav1.ManagedFieldsEntry{
		Manager:     manager,
		Operation:   metav1.ManagedFieldsOperationUpdate,
		APIVersion:  apiVersion,
		Time:        &at,
		FieldsType:  "FieldsV1",
		FieldsV1:    metav1.NewFieldsV1(string(fields)),
		Subresource: subresource,
	}
}

// fieldsOf walks an object the way the server does for most lists: items are known by a key.
func fieldsOf(value any) map[string]any {
	fields := map[string]any{}
	switch value := value.(type) {
	case map[string]any:
		for name, field := range value {
			fields["f:"+name] = fieldsOf(field)
		}
	case []any:
		for _, item := range value {
			object, isObject := item.(map[string]any)
			if !isObject {
				return fields
			}
			for _, key := range []string{"name", "type", "mountPath", "containerPort", "uid"} {
				if value, has := object[key]; has {
					name, _ := json.Marshal(map[string]any{key: value})
					of := fieldsOf(object)
					of["."] = map[string]any{}
					fields["k:"+string(name)] = of
					break
				}
			}
		}
	}
	return fields
}
