#!/bin/sh
# The first process of a run's namespaces: gives nodes what they need of a machine, and no more, and
# then runs the command.
#
#   settle.sh FOLDER BUSYBOX NODES ADDRESSES COMMAND...
set -e
folder=$1 busybox=$2 nodes=$3 addresses=$4
shift 4
name=$(basename "$folder")

# A cgroup for each node, in every hierarchy that there is.
if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
  hierarchies=/sys/fs/cgroup
else
  hierarchies=$(awk '$3 ~ /^cgroup/ { print $2 }' /proc/mounts)
fi
for hierarchy in $hierarchies; do
  for node in $nodes; do
    mkdir -p "$hierarchy/$name/$node"
    # Of the old kind, and empty until somebody says what is in it.
    if [ -e "$hierarchy/cpuset.cpus" ] && [ ! -e "$hierarchy/cgroup.controllers" ]; then
      for file in cpuset.cpus cpuset.mems; do
        cat "$hierarchy/$file" > "$hierarchy/$name/$file"
        cat "$hierarchy/$file" > "$hierarchy/$name/$node/$file"
      done
    fi
  done
  # Of the new kind, and not handed down until somebody says so.
  [ -e "$hierarchy/cgroup.controllers" ] || continue
  for parent in "$hierarchy" "$hierarchy/$name"; do
    for controller in $(cat "$parent/cgroup.controllers"); do
      echo "+$controller" > "$parent/cgroup.subtree_control" || true
    done
  done
done

# Folders that kubelet and containerd write to, whatever they are told.
mount --make-rshared /
for path in /run /var/log /var/lib/kubelet; do
  mount -t tmpfs -o mode=755 tmpfs "$path"
done

# Settings that a kubelet makes for the whole machine: it gets files of ours.
for setting in vm/overcommit_memory vm/panic_on_oom kernel/panic kernel/panic_on_oops \
  kernel/keys/root_maxkeys kernel/keys/root_maxbytes; do
  [ -e "/proc/sys/$setting" ] || continue
  mkdir -p "$folder/sys/$(dirname "$setting")"
  cat "/proc/sys/$setting" > "$folder/sys/$setting"
  mount --bind "$folder/sys/$setting" "/proc/sys/$setting"
done

"$busybox" ip link set lo up
for address in $addresses; do
  "$busybox" ip address add "$address/32" dev lo
done
echo 1 > /proc/sys/net/ipv4/ip_forward

# Not exec: whoever is first has to bury the orphans of its namespace, which a shell does.
code=0
"$@" || code=$?
exit $code
