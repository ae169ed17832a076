// Writes down what a program asks of the disk, in order, so that a power cut can be played at any moment of it.
//
//   cc -O1 -shared -fPIC -o recorder.so recorder.c
//   RECORDER_FOLDER=/shop RECORDER_LOG=/log LD_PRELOAD=/recorder.so node seller.ts …
//
// Recorded are writes, truncations, syncs, drops, unlinks and renames of files below RECORDER_FOLDER, syncs of the folder
// itself, and what the program says on its standard output: there it acknowledges. Several runs may add to one log.
//
// While the file RECORDER_FAULT exists, fsync and fdatasync of the database and its write-ahead log fail with EIO and
// sync nothing, as on a disk that has begun to die.
//
// Not seen: writes through mmap (SQLite uses it for the -shm alone, which no recovery reads) and vectored writes.
//
// A record, little-endian and packed:  kind u8 · name length u16 · offset u64 · data length u32 · name · data
//   W write (offset, data)   T truncate (offset is the new length)   S synced   F sync failed
//   U unlink                 R rename (data is the old name)         A acknowledgement (data; no name)
//   D the kernel is asked to drop what it holds of the file
// Names are relative to the folder; the folder itself is ".".

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static char folder[PATH_MAX];
static size_t folder_length;
static int log_fd = -1;
static const char *fault;

// Held over each call and its record, so that the log has the order of the disk.
static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void start(void) {
  const char *wanted = getenv("RECORDER_FOLDER");
  const char *log = getenv("RECORDER_LOG");
  fault = getenv("RECORDER_FAULT");
  if (!wanted || !log || !realpath(wanted, folder)) return;
  folder_length = strlen(folder);
  int fd = syscall(SYS_openat, AT_FDCWD, log, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
  log_fd = fcntl(fd, F_DUPFD_CLOEXEC, 500); // out of the way of the program's own numbers
  syscall(SYS_close, fd);
}

static void append(const void *bytes, size_t length) {
  // A hole in the log would make every test after it lie.
  if (length > 0 && syscall(SYS_write, log_fd, bytes, length) != (ssize_t)length) abort();
}

static void record(char kind, const char *name, uint64_t offset, const void *data, uint32_t data_length) {
  uint16_t name_length = strlen(name);
  char head[15];
  head[0] = kind;
  memcpy(head + 1, &name_length, 2);
  memcpy(head + 3, &offset, 8);
  memcpy(head + 11, &data_length, 4);
  append(head, sizeof head);
  append(name, name_length);
  append(data, data_length);
}

// A path's name below the folder, "." for the folder itself, or NULL when it lies elsewhere.
static const char *name_below(const char *path) {
  if (log_fd < 0 || strncmp(path, folder, folder_length) != 0) return NULL;
  if (path[folder_length] == '\0') return ".";
  return path[folder_length] == '/' ? path + folder_length + 1 : NULL;
}

static const char *name_of(int fd, char buffer[PATH_MAX]) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, buffer, PATH_MAX - 1);
  if (length <= 0) return NULL;
  buffer[length] = '\0';
  return name_below(buffer);
}

static int ends_with(const char *name, const char *end) {
  size_t length = strlen(name), end_length = strlen(end);
  return length >= end_length && strcmp(name + length - end_length, end) == 0;
}

static int is_failing(const char *name) {
  return fault && access(fault, F_OK) == 0 && (ends_with(name, ".db") || ends_with(name, "-wal"));
}

ssize_t pwrite64(int fd, const void *data, size_t length, off_t offset) {
  char buffer[PATH_MAX];
  pthread_mutex_lock(&order);
  ssize_t written = syscall(SYS_pwrite64, fd, data, length, offset);
  int error = errno;
  const char *name = name_of(fd, buffer);
  if (written > 0 && name) record('W', name, offset, data, written);
  pthread_mutex_unlock(&order);
  errno = error;
  return written;
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) {
  return pwrite64(fd, data, length, offset);
}

ssize_t write(int fd, const void *data, size_t length) {
  char buffer[PATH_MAX];
  pthread_mutex_lock(&order);
  const char *name = name_of(fd, buffer);
  off_t offset = name ? lseek(fd, 0, SEEK_CUR) : 0;
  ssize_t written = syscall(SYS_write, fd, data, length);
  int error = errno;
  if (written > 0 && name) record('W', name, offset, data, written);
  else if (written > 0 && fd == STDOUT_FILENO && log_fd >= 0) record('A', "", 0, data, written);
  pthread_mutex_unlock(&order);
  errno = error;
  return written;
}

int ftruncate64(int fd, off_t length) {
  char buffer[PATH_MAX];
  pthread_mutex_lock(&order);
  int result = syscall(SYS_ftruncate, fd, length);
  int error = errno;
  const char *name = name_of(fd, buffer);
  if (result == 0 && name) record('T', name, length, NULL, 0);
  pthread_mutex_unlock(&order);
  errno = error;
  return result;
}

int ftruncate(int fd, off_t length) {
  return ftruncate64(fd, length);
}

static int sync_by(long call, int fd) {
  char buffer[PATH_MAX];
  pthread_mutex_lock(&order);
  const char *name = name_of(fd, buffer);
  int failing = name && is_failing(name);
  int result = failing ? -1 : syscall(call, fd);
  int error = failing ? EIO : errno;
  if (name) record(result == 0 ? 'S' : 'F', name, 0, NULL, 0);
  pthread_mutex_unlock(&order);
  errno = error;
  return result;
}

int fsync(int fd) {
  return sync_by(SYS_fsync, fd);
}

int fdatasync(int fd) {
  return sync_by(SYS_fdatasync, fd);
}

int posix_fadvise64(int fd, off_t offset, off_t length, int advice) {
  char buffer[PATH_MAX];
  pthread_mutex_lock(&order);
  int error = syscall(SYS_fadvise64, fd, offset, length, advice) == 0 ? 0 : errno;
  const char *name = name_of(fd, buffer);
  if (error == 0 && name && advice == POSIX_FADV_DONTNEED) record('D', name, 0, NULL, 0);
  pthread_mutex_unlock(&order);
  return error;
}

int posix_fadvise(int fd, off_t offset, off_t length, int advice) {
  return posix_fadvise64(fd, offset, length, advice);
}

int unlink(const char *path) {
  pthread_mutex_lock(&order);
  int result = syscall(SYS_unlinkat, AT_FDCWD, path, 0);
  int error = errno;
  const char *name = name_below(path);
  if (result == 0 && name) record('U', name, 0, NULL, 0);
  pthread_mutex_unlock(&order);
  errno = error;
  return result;
}

int rename(const char *from, const char *to) {
  pthread_mutex_lock(&order);
  int result = syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
  int error = errno;
  const char *old_name = name_below(from);
  const char *name = name_below(to);
  if (result == 0 && old_name && name) record('R', name, 0, old_name, strlen(old_name));
  pthread_mutex_unlock(&order);
  errno = error;
  return result;
}
