// SPDX-License-Identifier: GPL-2.0-or-later
// Makes the disk fail for a process: with LD_PRELOAD, from the FAIL_AFTER-th write or sync of a
// file below FAIL_PATH on, they fail with FAIL_ERRNO (such as 28, no space left; 5, input/output
// error). Where it is space that is short, the disk also says so: as many blocks are left as writes.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static long calls;

static int is_ours(int descriptor) {
  char link[64];
  char path[PATH_MAX];
  const char* below = getenv("FAIL_PATH");
  if (!below) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  const ssize_t size = readlink(link, path, sizeof path - 1);
  if (size < 0) return 0;
  path[size] = '\0';
  return strncmp(path, below, strlen(below)) == 0;
}

// Whether this call is to fail.
static int fails(int descriptor) {
  const int kept = errno;
  const char* after = getenv("FAIL_AFTER");
  const int ours = is_ours(descriptor);
  errno = kept;
  if (!ours || !after) return 0;
  if (__atomic_add_fetch(&calls, 1, __ATOMIC_SEQ_CST) < atol(after)) return 0;
  errno = atoi(getenv("FAIL_ERRNO"));
  return 1;
}

#define NEXT(name, type) ((type)dlsym(RTLD_NEXT, name))

ssize_t write(int descriptor, const void* bytes, size_t size) {
  if (fails(descriptor)) return -1;
  return NEXT("write", ssize_t(*)(int, const void*, size_t))(descriptor, bytes, size);
}

ssize_t writev(int descriptor, const struct iovec* parts, int count) {
  if (fails(descriptor)) return -1;
  return NEXT("writev", ssize_t(*)(int, const struct iovec*, int))(descriptor, parts, count);
}

ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t at) {
  if (fails(descriptor)) return -1;
  return NEXT("pwrite", ssize_t(*)(int, const void*, size_t, off_t))(descriptor, bytes, size, at);
}

ssize_t pwrite64(int descriptor, const void* bytes, size_t size, off64_t at) {
  if (fails(descriptor)) return -1;
  return NEXT("pwrite64", ssize_t(*)(int, const void*, size_t, off64_t))(descriptor, bytes, size,
                                                                         at);
}

// Xapian writes a block at a time.
static int with_room(int result, struct statvfs* room) {
  const char* after = getenv("FAIL_AFTER");
  if (result == 0 && after && atoi(getenv("FAIL_ERRNO")) == ENOSPC) {
    const long left = atol(after) - 1 - __atomic_load_n(&calls, __ATOMIC_SEQ_CST);
    room->f_bavail = (left > 0 ? left : 0) * 8192 / room->f_frsize;
  }
  return result;
}

int statvfs(const char* path, struct statvfs* room) {
  return with_room(NEXT("statvfs", int (*)(const char*, struct statvfs*))(path, room), room);
}

int statvfs64(const char* path, struct statvfs64* room) {
  return with_room(NEXT("statvfs64", int (*)(const char*, struct statvfs64*))(path, room),
                   (struct statvfs*)room);
}

int fsync(int descriptor) {
  if (fails(descriptor)) return -1;
  return NEXT("fsync", int (*)(int))(descriptor);
}

int fdatasync(int descriptor) {
  if (fails(descriptor)) return -1;
  return NEXT("fdatasync", int (*)(int))(descriptor);
}
