#!/bin/sh
# Removes what a run leaves outside of its namespaces: cgroups, one empty folder, and its own.
#
#   sweep.sh FOLDER [--when-closed]
#
# With --when-closed it waits for its standard input to be closed, as it is when the process that
# holds the other end is gone, however it went.
[ "$2" = --when-closed ] && cat > /dev/null
name=$(basename "$1")
tries=0
# The kernel may still be ending the processes.
while [ $tries -lt 100 ]; do
  find /sys/fs/cgroup -depth -type d '(' -name "$name" -o -path "*/$name/*" ')' -exec rmdir '{}' ';'
  if [ -z "$(find /sys/fs/cgroup -type d -name "$name")" ]; then
    [ -e "$1/made-kubelet-folder" ] && rmdir /var/lib/kubelet
    rm -rf "$1" && break
  fi
  tries=$((tries + 1))
  sleep 0.2
done
