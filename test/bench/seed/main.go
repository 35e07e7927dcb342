// Command seed fills an empty etcd with a cluster, object by object as the API server stores them,
// and prints how many there are of each resource as JSON. The same arguments make the same cluster.
// Controllers and kubelets would take hours for what this does in seconds.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"runtime"
	"sync"

	clientv3 "go.etcd.io/etcd/client/v3"
)

func main() {
	etcd := flag.String("etcd", "", "URL of the etcd to fill")
	teams := flag.Int("namespaces", 0, "how many namespaces of 750 pods")
	flag.Parse()
	if err := seed(*etcd, *teams); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func seed(etcd string, teams int) error {
	if etcd == "" || teams < 1 {
		return fmt.Errorf("--etcd=URL and --namespaces=NUMBER are wanted")
	}
	client, err := clientv3.New(clientv3.Config{Endpoints: []string{etcd}})
	if err != nil {
		return err
	}
	defer client.Close()

	cluster := newCluster(teams)
	parts := make(chan func(*sink))
	writers := 4 * runtime.NumCPU()
	sinks := make([]*sink, writers)
	var working sync.WaitGroup
	for i := range sinks {
		sinks[i] = newSink(context.Background(), client)
		working.Go(func() {
			for write := range parts {
				write(sinks[i])
			}
			sinks[i].flush()
		})
	}
	parts <- cluster.writeClasses
	for i := range cluster.nodes {
		parts <- func(out *sink) { cluster.writeNode(out, i) }
	}
	for i := range teams {
		parts <- func(out *sink) { newTeam(cluster, i, out).write() }
	}
	close(parts)
	working.Wait()

	counts := map[string]int{}
	for _, sink := range sinks {
		if sink.err != nil {
			return sink.err
		}
		for resource, count := range sink.counts {
			counts[resource] += count
		}
	}
	return json.NewEncoder(os.Stdout).Encode(counts)
}
