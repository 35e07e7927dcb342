/**
 * A shell and small programs. It names no user and needs none: every program runs under any number.
 *
 * @see https://github.com/docker-library/official-images/blob/HEAD/library/busybox
 */
export const BUSYBOX = "busybox:1.37.0";

/**
 * `socat` and Alpine's shell: busybox has no program that serves a UNIX socket.
 *
 * @see https://github.com/alpine-docker/socat
 */
export const SOCAT = "alpine/socat:1.8.0.3";
